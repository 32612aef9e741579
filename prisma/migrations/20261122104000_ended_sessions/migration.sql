-- Sessions that Keycloak says have ended (back-channel logout): their access tokens are refused although they have not expired.
CREATE TABLE "ended_session" (
  "sid" TEXT NOT NULL PRIMARY KEY,
  "ended_at" TIMESTAMPTZ(3) NOT NULL
);

-- read at the start of an API, and thrown away by age
CREATE INDEX "ended_session_ended_at_idx" ON "ended_session" ("ended_at");
