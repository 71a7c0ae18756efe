/** Every way a call can fail that a reader may see. The list is closed: a new code needs a sentence in the screens. */
export const errorCodes = [
  'invalid-input',
  'not-found',
  'unsupported',
  'damaged-file',
  'too-large',
  'conflict',
  'read-only',
  'cancelled',
  'disconnected',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * The one error type that crosses a boundary.
 *
 * `message` is one sentence for the reader: what is wrong, where, and what to do.
 * Anything that is not a CaliperError is a defect and reaches the reader as `internal`.
 */
export class CaliperError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CaliperError';
    this.code = code;
  }
}
