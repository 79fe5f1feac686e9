import next from 'next/package.json' with { type: 'json' };
import own from '../../package.json' with { type: 'json' };

export const versions = () => ({ product: own.version, node: process.versions.node, framework: next.version });
