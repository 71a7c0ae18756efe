import { CaliperError } from '../../app/contract/errors.ts';
import { openStore } from '../../app/store/open-store.ts';

/** Opens the store named on the command line and tells its parent how that went. */
try {
  const store = await openStore(process.argv[2]!);
  await store.close();
  process.send?.('opened');
} catch (error) {
  process.send?.(error instanceof CaliperError ? `${error.code}: ${error.message}` : `defect: ${String(error)}`);
}
