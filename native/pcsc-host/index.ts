export type {
  HostMessage,
  HostProcess,
  HostRequest,
  PcscFault,
  ReaderStatus,
  ReplyResult,
  SpawnHost,
} from './protocol.ts';
export { spawnNodeHost } from './spawn-node-host.ts';
