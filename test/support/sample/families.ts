import type { ApplicationContract } from '../../../app/contract/application.ts';
import type { familiesCalls } from '../../../app/contract/families.ts';
import { familiesHandlers } from '../../../app/core/families.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';

/** A recording whose beats were never grouped by shape. */
export function sampleFamilies(): Pick<Handlers<ApplicationContract>, keyof typeof familiesCalls> {
  return familiesHandlers();
}
