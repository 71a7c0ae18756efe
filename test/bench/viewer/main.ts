/**
 * Measures the viewer in a real browser on the built application: node test/bench/viewer/main.ts HOURS LEADS RATE.
 * `npm run results -- --only viewer` does so for the recordings of the requirements.
 */
import { measureViewer } from './measure.ts';

const [hours = 24, leads = 3, rate = 250] = process.argv.slice(2).map(Number);
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
const note = (line: string) => process.stderr.write(`${line}\n`);
const measured = await measureViewer({ hours, leads, rate }, note, interrupt.signal);
process.stdout.write(`${JSON.stringify(measured, null, 1)}\n`);
