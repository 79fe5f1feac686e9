import { addDevice } from '@wachter/services/device/add';
import { defineCommand } from '../command.ts';
import { processEnv } from '../env.ts';
import { valueOrRefuse } from '../refusal-sentence.ts';
import { exitCode } from '../refused.ts';
import { readState } from '../state-file.ts';
import { dataFolder, withDatabase } from '../with-database.ts';

export const deviceAdd = defineCommand({
  name: 'device add',
  says: 'Makes a device with a broker credential, shown once.',
  words: ['ID'],
  options: {
    dialect: {
      type: 'string',
      value: 'DIALECT',
      says: 'What it speaks: native (default), zigbee2mqtt, tasmota, sparkplug-b, nut, json …',
    },
    name: { type: 'string', value: 'NAME', says: 'What people call it; the id when left out.' },
    topic: {
      type: 'string',
      value: 'FILTER',
      says: 'Topic it may publish to, for dialects without topics of their own; may be repeated.',
      multiple: true,
    },
    json: { type: 'boolean', says: 'Prints one line of JSON.' },
  },
  notes: ['ID is user name, client id and device id at once: 3 to 40 characters of a-z, 0-9 and hyphen.'],
  run: (call) =>
    withDatabase(async (context) => {
      const id = call.words[0] ?? '';
      const topics = call.texts('topic');
      const { credential } = valueOrRefuse(
        await addDevice(context, {
          id,
          name: call.text('name') ?? id,
          dialect: call.text('dialect') ?? 'native',
          ...(topics.length > 0 ? { topics: [...topics] } : {}),
        }),
      );
      const port = readState(dataFolder(processEnv()))?.mqttPort;
      if (call.flag('json')) console.log(JSON.stringify({ ...credential, port: port ?? null }));
      else
        console.log(
          [
            `Device ${credential.userName} may connect. Its credential is shown this once:`,
            `  user name and client id  ${credential.userName}`,
            `  password                 ${credential.secret}`,
            `  broker                   ${port ? `mqtt://127.0.0.1:${port}` : 'the one in MQTT_URL'}`,
            `  publishes to             ${credential.publish.join(', ')}`,
            ...(credential.subscribe.length > 0 ? [`  reads                    ${credential.subscribe.join(', ')}`] : []),
            'Its values appear under Devices as new, until an administrator approves it.',
          ].join('\n'),
        );
      return exitCode.ok;
    }),
});
