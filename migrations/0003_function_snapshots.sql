CREATE TABLE `function_snapshots` (
	`account` text NOT NULL,
	`region` text NOT NULL,
	`name` text NOT NULL,
	`taken_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`settings` text NOT NULL,
	PRIMARY KEY(`account`, `region`, `name`, `taken_at`)
) STRICT;
