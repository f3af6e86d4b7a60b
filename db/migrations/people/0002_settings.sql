CREATE TABLE `settings` (
	`owner` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`owner`, `name`)
);
