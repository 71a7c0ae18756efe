import type { ExportKind } from '../../app/contract/report.ts';
import type { ApplicationContract } from '../../app/contract/application.ts';
import type { Output } from '../../app/rpc/contract.ts';
import type { Core } from '../core.ts';

type Answer = Output<ApplicationContract, 'export.read'>;

/**
 * Reads a file part by part and puts it together.
 *
 * @param progress told the share that has come, 0 to 1
 * @throws CaliperError `conflict` when what the file tells changes meanwhile; the signal's reason when aborted
 */
export async function readExport(
  core: Core,
  sessionId: string,
  kind: ExportKind,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<{ blob: Blob; name: string }> {
  const pieces: BlobPart[] = [];
  let part: number | null = 0;
  let revision: string | undefined;
  let name = '';
  let type = '';
  while (part !== null) {
    const answer: Answer = await core.call(
      'export.read',
      { sessionId, kind, part, ...(revision === undefined ? {} : { revision }) },
      { signal },
    );
    pieces.push(answer.bytes.slice());
    ({ revision, next: part, fileName: name, mediaType: type } = answer);
    progress(pieces.length / answer.parts);
  }
  return { blob: new Blob(pieces, { type }), name };
}
