import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and its updates): nothing there is a public service. */
const forbidden4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Also the ranges that carry an IPv4 address inside (compatible, NAT64, Teredo, 6to4): they would go round the table above. */
const forbidden6 = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const list4 = new BlockList();
for (const [network, bits] of forbidden4) list4.addSubnet(network, bits, 'ipv4');
const list6 = new BlockList();
for (const [network, bits] of forbidden6) list6.addSubnet(network, bits, 'ipv6');

/** Is it no public unicast address? What is no IP address at all is forbidden too. An IPv4-mapped IPv6 address is always forbidden. */
export function isForbiddenAddress(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  const family = isIP(plain);
  if (family === 4) return list4.check(plain, 'ipv4');
  return family !== 6 || isMapped(plain) || list6.check(plain, 'ipv6');
}

/** ::ffff:0:0/96, in whatever spelling: the parser of addresses in URLs writes one form of each. */
const isMapped = (address: string): boolean => new URL(`http://[${address}]/`).hostname.startsWith('[::ffff:');
