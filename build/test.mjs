import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { ensureBrowser } from './browser.mjs';
import { buildStale } from './bundles.mjs';
import { ensureInstalled, environment, node24, root, say } from './toolchain.mjs';

/** `npm test`: every suite, each named, its result counted; the last line is the sum. A suite that saw nothing has failed. */

const results = join(root, 'test-results');
const sum = { passed: 0, failed: 0, skipped: 0 };

ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const data = process.env.CALIPER_DATA ?? resolve(root, '..', 'shared', 'data');
if (!existsSync(data))
  say(
    `Tests on the full databases are skipped: there is no ${data} (set CALIPER_DATA to a folder with mitdb, nstdb, formats).`,
  );

check('types: core, tests and tools', ['typescript/bin/tsc', '-p', 'tsconfig.json']);
check('types: pure folders without Node or browser', ['typescript/bin/tsc', '-p', 'app/tsconfig.pure.json']);
check('types: Electron', ['typescript/bin/tsc', '-p', 'main/tsconfig.json']);
check('types: screens', ['vue-tsc/bin/vue-tsc.js', '-p', 'renderer/tsconfig.json']);
check('types: browser tests', ['typescript/bin/tsc', '-p', 'test/e2e/tsconfig.json']);
check('lint', ['eslint/bin/eslint.js', '--max-warnings', '0', '.']);
check('format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
checkLayers();
await buildStale();
unit();
browser();

console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

function check(name, [script, ...args]) {
  const { status } = runModule(script, args);
  count(name, status === 0 ? { passed: 1 } : { failed: 1 });
}

/** The layer check fails when it saw no file: a tool that cannot read TypeScript reports no violation either. */
function checkLayers() {
  const { stdout } = runModule(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ['--config', 'build/layers.cjs', '--output-type', 'json', 'app', 'main', 'renderer'],
    'pipe',
  );
  const report = parse(stdout);
  const violations = report?.summary.violations.filter(({ rule }) => rule.severity === 'error') ?? [];
  for (const { rule, from, to } of violations) say(`${rule.name}: ${from} -> ${to}`);
  const seen = report?.modules.filter(({ source }) => /^(app|main|renderer)\/.*\.(ts|vue)$/.test(source)).length ?? 0;
  const expected = ['app', 'main', 'renderer'].every((folder) =>
    report?.modules.some(({ source }) => source.startsWith(`${folder}/`)),
  );
  count(`layers (${seen} files)`, seen > 50 && expected && violations.length === 0 ? { passed: 1 } : { failed: 1 });
}

function unit() {
  const file = join(results, 'unit.json');
  const { status } = runModule('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = existsSync(file) ? parse(readFileSync(file, 'utf8')) : null;
  const passed = report?.numPassedTests ?? 0;
  const broken =
    report?.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    ).length ?? 1;
  const failed = atLeastOne((report?.numFailedTests ?? 0) + broken, status !== 0 || passed === 0);
  count('unit, contract and command line', {
    passed,
    failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

function browser() {
  const chromium = ensureBrowser();
  if (!chromium) {
    say(
      'No browser: install Chromium (Debian: apt-get install chromium) or set CALIPER_CHROMIUM to its path, then run the tests again.',
    );
    return count('browser', { failed: 1 });
  }
  const file = join(results, 'browser.json');
  const { status } = runModule('playwright/cli.js', ['test'], 'inherit', {
    CALIPER_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = existsSync(file) ? parse(readFileSync(file, 'utf8'))?.stats : null;
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  count('browser', {
    passed,
    failed: atLeastOne(stats?.unexpected ?? 0, status !== 0 || passed === 0),
    skipped: stats?.skipped ?? 0,
  });
}

/** A runner that failed without naming a test, in an unhandled rejection or a teardown, has failed all the same. */
function atLeastOne(failed, mustFail) {
  return mustFail ? Math.max(1, failed) : failed;
}

function count(name, { passed = 0, failed = 0, skipped = 0 }) {
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  say(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function runModule(script, args, stdout = 'inherit', extra = {}) {
  return spawnSync(node24, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
    encoding: 'utf8',
    maxBuffer: 256 * 2 ** 20,
    env: environment(extra),
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
