import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@wachter/store/prisma/generated/client';
import mqtt from 'mqtt';

/**
 * What is usually written first: mqtt.js and one Prisma `create` per message. Prints a line when it listens, and when `messages` are stored the
 * time of that in milliseconds since 1970. `isPatient`: a message is acknowledged, and the next one taken, when it is stored, as
 * the product does; else creates go side by side and the acknowledgement waits for nothing.
 */
const order: { databaseUrl: string; url: string; password: string; messages: number; isPatient: boolean } = JSON.parse(
  process.argv[2] ?? '{}',
);
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: order.databaseUrl, max: 10 }) });
const client = await mqtt.connectAsync(order.url, {
  clientId: 'per-message',
  username: 'per-message',
  password: order.password,
  protocolVersion: 5,
});

const points = new Map(
  (await prisma.point.findMany({ where: { channel: 'c0' } })).map((point) => [point.deviceId ?? '', point.id]),
);
let stored = 0;

async function keep(topic: string, payload: Buffer): Promise<void> {
  const { t, v }: { t: number; v: Record<string, number> } = JSON.parse(payload.toString()).samples[0];
  const pointId = points.get(topic.split('/')[2] ?? '') ?? 0;
  await prisma.reading.create({
    data: { pointId, observedAt: new Date(t), receivedAt: new Date(), value: v['c0'] ?? 0, quality: 0 },
  });
  stored += 1;
  if (stored === order.messages) await finish();
}

async function finish(): Promise<void> {
  process.stdout.write(`${JSON.stringify({ storedAt: Date.now() })}\n`);
  client.end(true);
  await prisma.$disconnect();
  process.exit(0);
}

function fail(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
}

if (order.isPatient) {
  client.handleMessage = ({ topic, payload }, done) => void keep(topic, Buffer.from(payload)).then(() => done(), fail);
} else {
  client.on('message', (topic, payload) => void keep(topic, payload).catch(fail));
}
await client.subscribeAsync('wachter/v1/+/data', { qos: 1 });
process.stdout.write('listening\n');
