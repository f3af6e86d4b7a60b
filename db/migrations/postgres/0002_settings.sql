CREATE TABLE "people"."settings" (
	"owner" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "settings_owner_name_pk" PRIMARY KEY("owner","name")
);
