import type { Instant } from '@wachter/core';
import { emptyMap, entryOf, type PersistentMap, withEntry } from '../payload/persistent-map.ts';
import type { Whole } from './wire.ts';

/** What a birth said of one metric: enough to read a later value that carries an alias only. */
export interface Definition {
  readonly name: string;
  readonly datatype: number;
  readonly unit: string | undefined;
}

/** Metrics of one birth, of the node itself or of one device below it. */
export interface Births {
  readonly byName: ReadonlyMap<string, Definition>;
  readonly byAlias: ReadonlyMap<Whole, Definition>;
}

/** An edge node and everything behind it. Node births are kept under the device name ''. */
export interface EdgeNode {
  readonly bdSeq: Whole | null;
  /** Last sequence number, 0 to 255; null before the first birth and after a death. */
  readonly seq: number | null;
  readonly births: ReadonlyMap<string, Births>;
  readonly metrics: number;
  readonly askedAt: Instant | null;
}

/** Everything remembered, with its total of metrics, which is bounded. */
export interface SparkplugMemory {
  readonly nodes: PersistentMap<EdgeNode>;
  readonly metrics: number;
}

const MAX_NODES = 1_000;
const MAX_DEVICES = 1_000;
const MAX_METRICS_OF_NODE = 20_000;
const MAX_METRICS = 200_000;

export const unborn: EdgeNode = { bdSeq: null, seq: null, births: new Map(), metrics: 0, askedAt: null };
export const emptyMemory: SparkplugMemory = { nodes: emptyMap(), metrics: 0 };

export const countOf = (births: Births): number => births.byName.size + births.byAlias.size;

/** The node with this birth, replacing an earlier one of the same device. */
export function withBirth(node: EdgeNode, device: string, births: Births): EdgeNode {
  const before = node.births.get(device);
  const metrics = node.metrics + countOf(births) - (before ? countOf(before) : 0);
  return { ...node, births: new Map(node.births).set(device, births), metrics };
}

export function withoutBirth(node: EdgeNode, device: string): EdgeNode {
  const before = node.births.get(device);
  if (!before) return node;
  const births = new Map(node.births);
  births.delete(device);
  return { ...node, births, metrics: node.metrics - countOf(before) };
}

/** The memory with this node, or null when it would grow past its bounds: then the caller keeps the old one and says so. */
export function remember(memory: SparkplugMemory, key: string, node: EdgeNode): SparkplugMemory | null {
  const before = entryOf(memory.nodes, key);
  const metrics = memory.metrics + node.metrics - (before?.metrics ?? 0);
  const grows = node.metrics > (before?.metrics ?? 0);
  if ((!before && memory.nodes.size >= MAX_NODES) || node.births.size > MAX_DEVICES) return null;
  if (grows && (node.metrics > MAX_METRICS_OF_NODE || metrics > MAX_METRICS)) return null;
  return { nodes: withEntry(memory.nodes, key, node), metrics };
}
