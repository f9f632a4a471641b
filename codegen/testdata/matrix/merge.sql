-- name: WMergeOpt :exec
MERGE INTO tasks t USING projects p ON p.id = t.project_id AND sqlq.opt(p.name = @project)
WHEN MATCHED AND sqlq.opt(t.title = @title) THEN UPDATE SET points = 0 WHEN MATCHED THEN DO NOTHING;
