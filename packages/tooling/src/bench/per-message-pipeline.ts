import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@wachter/store/prisma/generated/client';
import mqtt from 'mqtt';

/**
 * What most projects write first: mqtt.js, and one Prisma `create` per message, the PUBACK only after it is stored.
 * Returns messages stored a second. `publish` starts the load once the subscription stands.
 */
export async function perMessageRate({
  databaseUrl,
  connect,
  topic,
  messages,
  publish,
}: {
  databaseUrl: string;
  connect: { readonly url: string; readonly username: string; readonly password: string };
  topic: string;
  messages: number;
  publish: () => Promise<void>;
}): Promise<number> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) });
  const client = await mqtt.connectAsync(connect.url, {
    clientId: `bench-${process.pid}-${Math.trunc(performance.now())}`,
    username: connect.username,
    password: connect.password,
    protocolVersion: 4,
  });
  let stored = 0;
  const finished = new Promise<void>((resolve, reject) => {
    client.handleMessage = (packet, callback) => {
      const { t, v } = JSON.parse(packet.payload.toString()).samples[0] as { t: number; v: Record<string, number> };
      prisma.reading
        .create({
          data: {
            pointId: 2_000_001,
            observedAt: new Date(t),
            receivedAt: new Date(),
            value: Object.values(v)[0] ?? 0,
            quality: 0,
          },
        })
        .catch((error: Error & { code?: string }) => (error.code === 'P2002' ? undefined : reject(error)))
        .then(() => {
          callback();
          stored += 1;
          if (stored === messages) resolve();
        });
    };
  });
  await client.subscribeAsync(topic, { qos: 1 });
  const began = performance.now();
  await publish();
  await finished;
  const rate = messages / ((performance.now() - began) / 1000);
  await client.endAsync(true);
  await prisma.$executeRawUnsafe('DELETE FROM reading WHERE point_id > 2000000');
  await prisma.$disconnect();
  return rate;
}
