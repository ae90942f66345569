CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`payer` text NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `channel_pauses` (
	`channel` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `cut_months` (
	`payer` text NOT NULL,
	`cut` text NOT NULL,
	`month` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`payer`, `cut`, `month`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `cut_reads` (
	`payer` text NOT NULL,
	`cut` text NOT NULL,
	`succeeded_at` integer,
	`failed_at` integer,
	`failure` text,
	PRIMARY KEY(`payer`, `cut`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `daily_costs` (
	`payer` text NOT NULL,
	`cut` text NOT NULL,
	`key_a` text NOT NULL,
	`key_b` text NOT NULL,
	`day` text NOT NULL,
	`unblended` integer NOT NULL,
	`amortized` integer NOT NULL,
	`net_amortized` integer NOT NULL,
	`usage` real NOT NULL,
	`usage_unit` text NOT NULL,
	`currency` text NOT NULL,
	`estimated` integer NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`payer`, `cut`, `key_a`, `key_b`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `daily_costs_by_key_b` ON `daily_costs` (`cut`,`key_b`,`day`);--> statement-breakpoint
CREATE INDEX `daily_costs_by_day` ON `daily_costs` (`cut`,`day`,`key_b`,`currency`,`unblended`,`amortized`,`net_amortized`);--> statement-breakpoint
CREATE TABLE `daily_costs_seen` (
	`payer` text NOT NULL,
	`cut` text NOT NULL,
	`key_a` text NOT NULL,
	`key_b` text NOT NULL,
	`day` text NOT NULL,
	`lag` integer NOT NULL,
	`unblended` integer NOT NULL,
	`amortized` integer NOT NULL,
	`net_amortized` integer NOT NULL,
	PRIMARY KEY(`payer`, `cut`, `day`, `lag`, `key_a`, `key_b`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `day_reads` (
	`payer` text NOT NULL,
	`cut` text NOT NULL,
	`day` text NOT NULL,
	`rows` integer NOT NULL,
	`estimated` integer NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`payer`, `cut`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `day_sightings` (
	`payer` text NOT NULL,
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`read_at` integer NOT NULL,
	`unblended` integer NOT NULL,
	`amortized` integer NOT NULL,
	`net_amortized` integer NOT NULL,
	PRIMARY KEY(`payer`, `day`, `currency`, `read_at`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `incident_timeline` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`what` text NOT NULL,
	FOREIGN KEY (`incident_id`) REFERENCES `incidents`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `incident_timeline_by_incident` ON `incident_timeline` (`incident_id`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cause` text NOT NULL,
	`state` text NOT NULL,
	`finding` text NOT NULL,
	`since` text NOT NULL,
	`per_day` integer NOT NULL,
	`channel` text,
	`announced` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`checked_at` integer NOT NULL,
	`acknowledged_by` text,
	`acknowledged_at` integer,
	`resolved_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_one_a_cause` ON `incidents` (`cause`) WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX `incidents_by_state` ON `incidents` (`state`);--> statement-breakpoint
CREATE TABLE `job_slots` (
	`job` text NOT NULL,
	`slot` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`not_before` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`outcome` text,
	PRIMARY KEY(`job`, `slot`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `memory` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`action` text NOT NULL,
	`channel` text NOT NULL,
	`message` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer NOT NULL,
	`attempted_at` integer,
	`ts` text,
	`failure` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `outbox_by_state` ON `outbox` (`state`,`not_before`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_one_post_a_subject` ON `outbox` (`subject`) WHERE action = 'post';--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_one_waiting_edit_a_subject` ON `outbox` (`subject`) WHERE action = 'edit' and state = 'waiting';--> statement-breakpoint
CREATE TABLE `paid_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`day` text NOT NULL,
	`payer` text NOT NULL,
	`operation` text NOT NULL,
	`cut` text NOT NULL,
	`purpose` text NOT NULL,
	`cost` integer NOT NULL,
	`failure` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `paid_requests_by_day` ON `paid_requests` (`day`);