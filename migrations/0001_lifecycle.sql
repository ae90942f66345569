ALTER TABLE `incidents` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `incidents` ADD `named` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `incidents` ADD `life` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `thread` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `token` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `failing_since` integer;--> statement-breakpoint
UPDATE `incidents` SET `life` = json_object('owner', json_object('user', `acknowledged_by`, 'by', `acknowledged_by`, 'at', `acknowledged_at`)) WHERE `acknowledged_by` IS NOT NULL;--> statement-breakpoint
UPDATE `incidents` SET `life` = json_set(`life`, '$.end', json_object('how', 'calm', 'by', 'billhook', 'at', `resolved_at`)) WHERE `state` = 'resolved' AND `resolved_at` IS NOT NULL;--> statement-breakpoint
UPDATE `incidents` SET `life` = json_set(`life`, '$.expectation', json_object('by', 'billhook', 'at', `opened_at`, 'reason', 'it began before Billhook was installed')) WHERE `state` = 'expected';
