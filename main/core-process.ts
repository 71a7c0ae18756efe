import { startCore } from '../app/host/start-core.ts';
import { openCoreDoor } from './core-door.ts';

openCoreDoor(process.parentPort, startCore, (code) => process.exit(code));
