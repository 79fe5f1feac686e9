import { defineCommand } from '../command.ts';
import { exitCode } from '../refused.ts';
import { table } from '../table.ts';
import { withDatabase } from '../with-database.ts';

const when = (at: number | null | undefined): string =>
  at === null || at === undefined ? '-' : `${new Date(at).toISOString().slice(0, 19)}Z`;

export const deviceList = defineCommand({
  name: 'device list',
  says: 'Lists devices and broker accounts.',
  options: { json: { type: 'boolean', says: 'Prints JSON.' } },
  run: (call) =>
    withDatabase(async ({ store }) => {
      const [devices, accounts, snapshot] = await Promise.all([
        store.site.devices(),
        store.site.brokerAccounts(),
        store.live.snapshot(),
      ]);
      const seen = new Map(snapshot.devices.map((state) => [state.deviceId, state]));
      const rows = devices.map((device) => ({
        id: device.id,
        name: device.name,
        dialect: device.dialect,
        status: device.status,
        lastSeenAt: seen.get(device.id)?.lastSeenAt ?? null,
      }));
      const gateways = accounts.map(({ userName, kind, dialect, revokedAt }) => ({ userName, kind, dialect, revokedAt }));
      if (call.flag('json')) console.log(JSON.stringify({ devices: rows, accounts: gateways }));
      else {
        console.log(
          table(
            ['id', 'name', 'dialect', 'status', 'last seen'],
            rows.map((row) => [row.id, row.name, row.dialect, row.status, when(row.lastSeenAt)]),
          ),
        );
        console.log(
          `\n${table(
            ['account', 'kind', 'dialect', 'revoked'],
            gateways.map((row) => [row.userName, row.kind, row.dialect ?? '-', when(row.revokedAt)]),
          )}`,
        );
      }
      return exitCode.ok;
    }),
});
