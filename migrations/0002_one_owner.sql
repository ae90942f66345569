ALTER TABLE `incidents` DROP COLUMN `acknowledged_by`;--> statement-breakpoint
ALTER TABLE `incidents` DROP COLUMN `acknowledged_at`;