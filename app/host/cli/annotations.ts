import { symbolOf } from '../../formats/wfdb/codes.ts';
import { printable } from './printable.ts';
import type { CliCommand, CliContext } from './command.ts';
import { openRecord } from './open-record.ts';

interface AnnotationsOptions {
  readonly annotator: string;
  readonly json?: boolean;
}

/** `caliper annotations`: one line an annotation. */
export const annotationsCommand: CliCommand = {
  define(program, context) {
    program
      .command('annotations')
      .description('print annotations as tab-separated columns: sample, symbol, subtype, channel, number, text')
      .argument('<record>', 'path of the recording')
      .requiredOption('--annotator <name>', 'ending of the annotation file, e.g. atr')
      .option('--json', 'print {"record", "annotator", "annotations"}')
      .action((record: string, options: AnnotationsOptions) => run(record, options, context));
  },
};

async function run(path: string, options: AnnotationsOptions, context: CliContext): Promise<void> {
  const recording = await openRecord(path);
  const annotations = await recording.annotations(options.annotator);
  if (options.json) {
    const entries = annotations.map(({ code, ...rest }) => ({ ...rest, symbol: symbolOf(code) }));
    context.out(`${JSON.stringify({ record: recording.name, annotator: options.annotator, annotations: entries })}\n`);
    return;
  }
  let text = '';
  for (const { sample, code, subtype, channel, number, aux } of annotations) {
    text += `${sample}\t${symbolOf(code)}\t${subtype}\t${channel}\t${number}\t${printable(aux)}\n`;
  }
  context.out(text);
}
