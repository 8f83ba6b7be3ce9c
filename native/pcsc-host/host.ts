import { parentPort } from './parent-port.ts';
import { runPcscHost } from './run-pcsc-host.ts';

/** Entry of the PC/SC host: a process of its own, under Electron's `utilityProcess` or Node's `fork`. */
runPcscHost(parentPort());
