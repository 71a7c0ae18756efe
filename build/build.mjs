import { buildStale } from './bundles.mjs';
import { ensureInstalled } from './toolchain.mjs';

ensureInstalled();
await buildStale({ force: process.argv.includes('--force') });
