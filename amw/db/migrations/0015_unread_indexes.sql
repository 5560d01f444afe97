-- Indexes that no statement reads: each was written with every capture, story, placement, page or claim. Articles are never deleted.
DROP INDEX capture_url;
DROP INDEX page_article_id;
DROP INDEX story_lead;
DROP INDEX story_article_nearest;
DROP INDEX claim_verdict;
DROP INDEX rejected_time;
