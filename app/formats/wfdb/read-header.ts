import { CaliperError } from '../../contract/errors.ts';
import type { ByteFolder } from '../../signal/bytes.ts';
import { headerLimits } from './header.ts';
import type { WfdbHeader } from './header.ts';
import { parseHeader } from './parse-header.ts';
import { excerpt, isPlainName } from './text.ts';

/**
 * Reads and parses `recordName`.hea.
 *
 * @throws CaliperError `not-found`, `damaged-file`, `too-large`, `invalid-input` for a name that is not a record name
 */
export async function readHeader(folder: ByteFolder, recordName: string): Promise<WfdbHeader> {
  if (!isPlainName(recordName)) {
    throw new CaliperError('invalid-input', `"${excerpt(recordName)}" is not the name of a record in this folder.`);
  }
  const fileName = `${recordName}.hea`;
  const source = await folder.open(fileName);
  const bytes = await source.read(0, Math.min(source.size, headerLimits.bytes + 1));
  const header = parseHeader(bytes, fileName);
  if (header.name === recordName) return header;
  const warning = `${fileName} calls its record "${excerpt(header.name)}": the file was renamed.`;
  return { ...header, warnings: [...header.warnings, warning] };
}
