CREATE SCHEMA "kamar";
--> statement-breakpoint
CREATE SCHEMA "people";
--> statement-breakpoint
CREATE TABLE "people"."accounts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"organisation" text COLLATE "C",
	"grants" jsonb NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"disabled" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kamar"."boundaries" (
	"level" text COLLATE "C" PRIMARY KEY NOT NULL,
	"geojson" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people"."credentials" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"label" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"grants" jsonb NOT NULL,
	"sources" jsonb NOT NULL,
	"profile" text COLLATE "C",
	"created_at_ms" bigint NOT NULL,
	"expires_at_ms" bigint,
	"revoked" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kamar"."elections" (
	"only" integer PRIMARY KEY NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"election" text COLLATE "C" NOT NULL,
	"boundaries_hash" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "kamar"."entries" (
	"room" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"by" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"request_hash" text COLLATE "C" NOT NULL,
	"fact" text COLLATE "C" NOT NULL,
	"previous" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	CONSTRAINT "entries_room_seq_pk" PRIMARY KEY("room","seq")
);
--> statement-breakpoint
CREATE TABLE "people"."invitations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"code_hash" text COLLATE "C" NOT NULL,
	"label" text COLLATE "C" NOT NULL,
	"organisation" text COLLATE "C",
	"grants" jsonb NOT NULL,
	"invited_by" text COLLATE "C" NOT NULL,
	"created_at_ms" bigint NOT NULL,
	"expires_at_ms" bigint NOT NULL,
	"withdrawn" boolean NOT NULL,
	"account" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "people"."sessions" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account" text COLLATE "C" NOT NULL,
	"created_at_ms" bigint NOT NULL,
	"expires_at_ms" bigint NOT NULL,
	"last_seen_at_ms" bigint NOT NULL,
	"device" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kamar"."texts" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"salt" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kamar"."writers" (
	"only" integer PRIMARY KEY NOT NULL,
	"turn" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people"."sessions" ADD CONSTRAINT "sessions_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "people"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_name" ON "people"."accounts" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_token_hash" ON "people"."credentials" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_id" ON "kamar"."entries" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token_hash" ON "people"."invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_code_hash" ON "people"."invitations" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "people"."sessions" USING btree ("account");