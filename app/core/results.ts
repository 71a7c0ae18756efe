import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { Handlers } from '../rpc/contract.ts';

type ResultsCalls = 'results.compare' | 'results.overall' | 'results.beats' | 'results.figures';

function notYet(): never {
  throw new CaliperError('unavailable', 'The comparison by EC57 is not built into this version yet.');
}

/** The labels shown now against the annotations in the recordings' files. A stub until app/evaluation/ec57 is there. */
export function resultsHandlers(): Pick<Handlers<ApplicationContract>, ResultsCalls> {
  return {
    'results.compare': notYet,
    'results.overall': notYet,
    'results.beats': notYet,
    'results.figures': notYet,
  };
}
