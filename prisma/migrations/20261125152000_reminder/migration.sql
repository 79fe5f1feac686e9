-- Who shelved it, as an account: that person is reminded before it ends.
ALTER TABLE "withholding" ADD COLUMN "created_by_user" TEXT;
