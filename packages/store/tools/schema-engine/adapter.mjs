import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { connectionTo, createDatabase, dropDatabase } from './databases.mjs';

const require = createRequire(import.meta.url);
const charType = 18;
const textType = 25;

/** Columns of the latest result that have PostgreSQL's one-byte "char" type. The catalog queries return it; adapter-pg refuses it. */
let charColumns = [];

function readCharAsText() {
  const Result = require('pg/lib/result');
  const { addFields } = Result.prototype;
  Result.prototype.addFields = function addFieldsWithChar(fields) {
    addFields.call(this, fields);
    charColumns = this.fields.flatMap((field, position) => (field.dataTypeID === charType ? [position] : []));
    for (const position of charColumns) this.fields[position].dataTypeID = textType;
  };
}

function mended(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    charColumns = [];
    const result = await queryRaw(query);
    for (const position of charColumns) result.columnTypes[position] = ColumnTypeEnum.Character;
    return result;
  };
  // adapter-pg splits a script at every ";", which cuts function bodies in two: the whole goes over the simple protocol
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/** An empty database beside the main one, in which migrations are replayed; gone when the engine lets go of it. */
async function connectToShadow() {
  const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
  await createDatabase(name);
  const shadow = mended(await new PrismaPg(connectionTo(name)).connect());
  const dispose = shadow.dispose.bind(shadow);
  shadow.dispose = async () => {
    await dispose();
    await dropDatabase(name);
  };
  return shadow;
}

/** adapter-pg, mended where the schema engine needs more than the client does. */
export function adapterFactory() {
  readCharAsText();
  const factory = new PrismaPg(connectionTo());
  const connect = factory.connect.bind(factory);
  factory.connect = async () => mended(await connect());
  factory.connectToShadowDb = connectToShadow;
  return factory;
}
