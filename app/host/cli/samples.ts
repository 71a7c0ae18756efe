import { CaliperError } from '../../contract/errors.ts';
import type { Lead } from '../../signal/recording.ts';
import { invalidSample } from '../../signal/recording.ts';
import type { CliCommand, CliContext } from './command.ts';
import { openRecord } from './open-record.ts';

interface SamplesOptions {
  readonly from: string;
  readonly to?: string;
  readonly raw?: boolean;
  readonly json?: boolean;
}

/** Frames printed at a time. */
const blockFrames = 8192;
/** Most frames that one JSON object holds. */
const mostJsonFrames = 1_000_000;

/** `caliper samples`: sample values as tab-separated columns, one a lead. */
export const samplesCommand: CliCommand = {
  define(program, context) {
    program
      .command('samples')
      .description('print samples as tab-separated columns, one column a lead; "-" where there is none')
      .argument('<record>', 'path of the recording')
      .option('--from <sample>', 'first sample', '0')
      .option('--to <sample>', 'sample to stop before; default the end')
      .option('--raw', 'ADC units instead of physical units')
      .option('--json', 'print {"from", "to", "leads", "samples"} with one list of values a lead')
      .action((record: string, options: SamplesOptions) => run(record, options, context));
  },
};

async function run(path: string, options: SamplesOptions, context: CliContext): Promise<void> {
  const recording = await openRecord(path);
  const from = position(options.from, '--from');
  const to = Math.min(recording.frames, options.to === undefined ? recording.frames : position(options.to, '--to'));
  if (from > to) {
    throw new CaliperError(
      'invalid-input',
      `--from ${from} lies after --to ${to}; ${recording.name} has ${recording.frames} samples.`,
    );
  }
  const all = recording.leads.map((_, index) => index);
  const rows = Math.max(1, ...recording.leads.map((lead) => lead.samplesPerFrame));
  if (options.json) {
    if (to - from > mostJsonFrames) {
      throw new CaliperError(
        'too-large',
        `--json prints up to ${mostJsonFrames} samples at a time: give --from and --to.`,
      );
    }
    const values = await recording.read(all, from, to);
    const samples = values.map((column, index) => {
      const format = formatter(recording.leads[index]!, options.raw ?? false);
      return Array.from(column, (value) => (value === invalidSample ? null : Number(format(value))));
    });
    context.out(`${JSON.stringify({ from, to, leads: recording.leads.map((lead) => lead.name), samples })}\n`);
    return;
  }
  const formatters = recording.leads.map((lead) => formatter(lead, options.raw ?? false));
  for (let start = from; start < to && !context.signal.aborted; start += blockFrames) {
    const end = Math.min(to, start + blockFrames);
    const columns = await recording.read(all, start, end);
    let text = '';
    for (let row = 0; row < (end - start) * rows; row++) {
      // A lead with fewer samples a frame than another repeats its last one.
      const cells = columns.map((column, lead) =>
        formatters[lead]!(column[Math.floor((row * recording.leads[lead]!.samplesPerFrame) / rows)]!),
      );
      text += `${cells.join('\t')}\n`;
    }
    context.out(text);
  }
}

/** Decimals are as many as one ADC unit needs, at least three. */
function formatter(lead: Lead, raw: boolean): (value: number) => string {
  if (raw) return (value) => (value === invalidSample ? '-' : String(value));
  const decimals = Math.max(3, Math.min(12, Math.ceil(Math.log10(Math.abs(lead.gain))) + 1));
  return (value) => (value === invalidSample ? '-' : ((value - lead.baseline) / lead.gain).toFixed(decimals));
}

function position(text: string, option: string): number {
  if (!/^\d{1,10}$/.test(text)) {
    throw new CaliperError('invalid-input', `${option} takes a sample number from 0, not "${text}".`);
  }
  return Number(text);
}
