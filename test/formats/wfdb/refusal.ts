import { expect } from 'vitest';

import type { ErrorCode } from '../../../app/contract/errors.ts';

/** Matches the CaliperError with this code whose message contains `sentence`. */
export function refusal(code: ErrorCode, sentence = ''): unknown {
  const message: unknown = expect.stringContaining(sentence);
  return expect.objectContaining({ name: 'CaliperError', code, message });
}
