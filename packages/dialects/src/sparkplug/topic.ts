import { nameIssue } from '../payload/name.ts';

const KINDS = ['NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH'] as const;
export type MessageKind = (typeof KINDS)[number];

/** A topic that carries something to read. `device` is '' in messages of the node itself. */
export interface SparkplugTopic {
  readonly group: string;
  readonly kind: MessageKind;
  readonly node: string;
  readonly device: string;
}

/** `spBv1.0/{group}/{kind}/{node}[/{device}]`; 'ignored' for commands and host states, null for anything else. */
export function readTopic(topic: string): SparkplugTopic | 'ignored' | null {
  const [namespace, group = '', kind = '', node = '', device = '', ...rest] = topic.split('/');
  if (namespace !== 'spBv1.0') return null;
  if (group === 'STATE' || kind === 'NCMD' || kind === 'DCMD') return 'ignored';
  const known = KINDS.find((each) => each === kind);
  if (!known || rest.length > 0 || (device === '') !== known.startsWith('N')) return null;
  if (nameIssue('device', `sparkplug-b/${group}/${node}/${device}`) || group === '' || node === '') return null;
  return { group, kind: known, node, device };
}

export const nodeKey = ({ group, node }: SparkplugTopic): string => `${group}/${node}`;
export const nodeId = (topic: SparkplugTopic): string => `sparkplug-b/${nodeKey(topic)}`;
export const deviceId = (topic: SparkplugTopic, device: string = topic.device): string =>
  device === '' ? nodeId(topic) : `${nodeId(topic)}/${device}`;
export const commandTopic = ({ group, node }: SparkplugTopic): string => `spBv1.0/${group}/NCMD/${node}`;
