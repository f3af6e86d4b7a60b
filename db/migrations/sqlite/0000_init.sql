CREATE TABLE `boundaries` (
	`level` text PRIMARY KEY NOT NULL,
	`geojson` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `elections` (
	`only` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`election` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `entries` (
	`room` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`id` text NOT NULL,
	`request_hash` text NOT NULL,
	`fact` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`room`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_id` ON `entries` (`id`);--> statement-breakpoint
CREATE TABLE `texts` (
	`hash` text PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`text` text NOT NULL
);
