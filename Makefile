# Shortcuts; each is one command that can be typed without make.

.PHONY: ci test generate test-versions

ci:
	.ci/run

test:
	go test ./...

# Writes what is generated: the SQLSTATEs and PostgreSQL's built-in objects from a PostgreSQL 16
# server, and the shop's package from its SQL.
#   SQLQ_EXTRACT_DSN: a running PostgreSQL 16 whose user may create databases
#   ERRCODES:         errcodes.txt in that server's share folder
generate:
	go generate ./...
	go run ./cmd/sqlq compile

# Runs the tests that talk to a server against every supported version.
test-versions:
	@failed=; for v in 14 15 16 17 18; do \
		echo "== PostgreSQL $$v"; \
		SQLQ_REQUIRE_POSTGRES=1 SQLQ_PG_BIN=$$(.ci/postgres $$v) go test -count=1 -timeout 40m ./... || failed="$$failed $$v"; \
	done; \
	test -z "$$failed" || { echo "== failed on PostgreSQL$$failed"; exit 1; }
