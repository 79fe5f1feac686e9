-- The chain over the audit trail. The link is made by the database when the act commits, so that no writer can leave it out, and none waits
-- for another before it has nothing left to lock.
CREATE TABLE "audit_link" (
    "seq" BIGINT NOT NULL,
    "audit_id" BIGINT NOT NULL,
    "prev" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("seq")
);
CREATE UNIQUE INDEX "audit_link_audit_id_key" ON "audit_link"("audit_id");
-- Two links on one would be a fork.
CREATE UNIQUE INDEX "audit_link_prev_key" ON "audit_link"("prev");
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_audit_id_fkey" FOREIGN KEY ("audit_id") REFERENCES "audit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An act as its hash reads it: a JSON array in the one form that jsonb has for a value (keys in order, no blanks to choose).
CREATE FUNCTION audit_text(act "audit") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(
    act."id", to_char(act."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), act."actor", act."action",
    act."object_kind", act."object_id", act."before", act."after", act."source"
  )::text
$$;

-- 72707374 is the lock of the chain: the last thing an act asks for.
CREATE FUNCTION link_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  head "audit_link";
  before_it bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(72707374);
  SELECT * INTO head FROM "audit_link" ORDER BY "seq" DESC LIMIT 1;
  before_it := coalesce(head."hash", decode(repeat('00', 32), 'hex'));
  INSERT INTO "audit_link" ("seq", "audit_id", "prev", "hash")
  VALUES (coalesce(head."seq", 0) + 1, NEW."id", before_it, sha256(before_it || convert_to(audit_text(NEW), 'UTF8')));
  RETURN NULL;
END
$$;

-- Acts from before the chain are its beginning, in the order of their ids.
DO $$
DECLARE
  act "audit";
  seq bigint := 0;
  before_it bytea := decode(repeat('00', 32), 'hex');
  own bytea;
BEGIN
  FOR act IN SELECT * FROM "audit" ORDER BY "id" LOOP
    seq := seq + 1;
    own := sha256(before_it || convert_to(audit_text(act), 'UTF8'));
    INSERT INTO "audit_link" ("seq", "audit_id", "prev", "hash") VALUES (seq, act."id", before_it, own);
    before_it := own;
  END LOOP;
END
$$;

CREATE CONSTRAINT TRIGGER "audit_linked" AFTER INSERT ON "audit" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit();
CREATE TRIGGER "audit_link_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_link" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
