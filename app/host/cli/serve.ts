import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import { launchChild } from '../launch.ts';
import { resourcesFolder } from '../resources.ts';
import { startCore } from '../start-core.ts';
import { startWebHost } from '../web.ts';
import type { CliCommand, CliContext } from './command.ts';

interface ServeOptions {
  readonly port: string;
  readonly data?: string;
  readonly open: boolean;
  readonly demo: boolean;
  readonly readOnly?: boolean;
  readonly json?: boolean;
}

/** `caliper serve`: the application in a browser on this computer. */
export const serveCommand: CliCommand = {
  define(program, context) {
    program
      .command('serve')
      .description('open Caliper in a browser on this computer; nothing leaves it')
      .option('--port <number>', 'port on 127.0.0.1; 0 picks a free one', '0')
      .option('--data <folder>', 'folder of the database, models and log')
      .option('--no-open', 'do not open a browser')
      .option('--no-demo', 'do not import the demo recording into an empty library')
      .option('--read-only', 'let screens look and change nothing')
      .option('--json', 'print {"url"} as JSON')
      .action((options: ServeOptions) => run(options, context));
  },
};

async function run(options: ServeOptions, context: CliContext): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new CaliperError('invalid-input', `"${options.port}" is not a port: give a number from 0 to 65535.`);
  const resources = resourcesFolder();
  const screens = join(resources, '..', 'dist', 'renderer');
  if (!existsSync(join(screens, 'index.html')))
    throw new CaliperError('unavailable', 'The screens are not built: run "npm run build" first.');
  const dataFolder = options.data === undefined ? context.dataFolder : resolve(options.data);
  const started = await startCore({
    dataFolder,
    resourcesFolder: resources,
    launch: launchChild,
    host: 'web',
    demo: options.demo && !options.readOnly,
    readOnly: options.readOnly ?? false,
  });
  try {
    const host = await startWebHost({ port, screens, serve: (screen) => started.serve(screen) });
    context.out(options.json ? `${JSON.stringify({ url: host.url })}\n` : `Caliper is at ${host.url}\n`);
    if (!options.json) context.note('The link works once, in one browser. Ctrl C ends Caliper.');
    if (options.open) openBrowser(host.url);
    if (!context.signal.aborted) await once(context.signal, 'abort');
    await host.close();
  } finally {
    await started.close();
  }
}

/** Opens the default browser where there is a screen; the printed link serves everybody else. */
function openBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  const [program, ...args] = { win32: ['rundll32', 'url.dll,FileProtocolHandler'], darwin: ['open'] }[
    process.platform as 'win32' | 'darwin'
  ] ?? ['xdg-open'];
  if (program === undefined) return;
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
