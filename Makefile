# 责链 Zelian. `make` prints what can be made; each target sets up what it needs.
.DEFAULT_GOAL := help
WORKERS ?= 2
PEERS := django-fsm-2 viewflow statemachine spiffworkflow dbos
.PHONY: help review desk test check lint format types layers house bench peers docs mining lock clean runtime dev soak fuzz

VENV := .venv/bin/python
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

# Taken as they were written, so that a "$" in a file name stays one; they reach the recipe as environment.
override CASES := $(value CASES)
override SEASON := $(value SEASON)
override SEED := $(value SEED)
export CASES SEASON SEED

help: ## 显示本页 · print this page
	@echo '责链 Zelian'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  make review CASES="案件名册.xlsx" SEASON=2021Q3 SEED=…'
	@echo '      CASES：一个文件、几个文件（空格分隔）或通配符 · one file, several, or a pattern'

# What names a file is that file, spaces and all; anything else is a list of files and patterns.
review: runtime ## 评查一季：从案件名册到通报 · review one season, from case list to circular
	@if [ -e "$$CASES" ]; then set -- --cases "$$CASES"; \
	else set --; for file in $$CASES; do set -- "$$@" --cases "$$file"; done; fi; \
	if [ -n "$$SEASON" ]; then set -- "$$@" --season "$$SEASON"; fi; \
	if [ -n "$$SEED" ]; then set -- "$$@" --seed "$$SEED"; fi; \
	exec .venv/bin/zelian review "$$@"

desk: runtime ## 网上办事窗口：在示例季度上试用 · the desk in a browser, on a sample quarter under way
	@exec .venv/bin/zelian desk sample

test: dev ## 全部测试（守则测试除外；WORKERS=0 逐个进行）· every test but the house's own (WORKERS=0: one by one)
	@$(VENV) -m pytest -rs -n $(WORKERS) --dist loadfile --ignore-glob='tests/test_house*.py' $(TESTS)

check: lint types layers house ## 代码检查：ruff、mypy、分层、守则 · ruff, mypy strict, layers, house rules

lint: dev
	@$(VENV) -m ruff check -q .
	@$(VENV) -m ruff format -q --check .

types: dev
	@$(VENV) -m mypy

layers: dev
	@$(VENV) -c 'from importlinter.cli import lint_imports_command as check; check()'

house: dev
	@$(VENV) -m pytest --tb=short -rs tests/test_house*.py

format: dev ## 排版 · format the code
	@$(VENV) -m ruff check -q --fix .
	@$(VENV) -m ruff format -q .

bench: dev ## 性能对比（FULL=1 全量；WRITE=1 写入 docs/performance.md）· measure speed, as ratios
	@$(VENV) benchmarks/page.py $(if $(FULL),full) $(if $(WRITE),write) $(BENCH)

peers: dev ## 与同类软件并排比较（各设环境；FULL=1 全量）· beside our peers, each in its own environment (FULL=1: all)
	@for peer in $(PEERS); do sh benchmarks/peers/environment $$peer || exit; done
	@$(VENV) benchmarks/peers/side_by_side.py $(if $(FULL),full) $(if $(WRITE),write)

soak: dev ## 耐久试验：在每个断点杀死进程，两种数据库各一千次 · kill at every point, a thousand times over each database
	@$(VENV) -m tests.faults.soak $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

fuzz: dev ## 深度乱测：随机走查每个程序、乱改文件、乱打命令 · random walks and fuzz, deep (ZELIAN_FUZZ=2 twice as long)
	@ZELIAN_FUZZ="$${ZELIAN_FUZZ:-deep}" $(VENV) -m pytest -s --durations=15 tests/walks tests/fuzz

docs: dev ## 由代码重写 docs/procedures/ 和 README 中的图表 · rewrite what the docs say of the code
	@$(VENV) -m console.generated_docs

mining: dev ## 用 pm4py（另设环境）核对事件日志 · hold our event logs against pm4py, in an environment of its own
	@sh tests/mining/environment
	@$(VENV) -m pytest -rs -s tests/stories/test_mining.py

lock: ## 重新锁定依赖（需要 uv；UPGRADE=1 升级）· lock the dependencies again (needs uv; UPGRADE=1)
	$(call compile_lock,,requirements.txt)
	$(call compile_lock,--group dev -c requirements.txt,requirements-dev.txt)
	uv pip compile -q tests/mining/requirements.in --universal -p 3.11 $(if $(UPGRADE),--upgrade) \
	--generate-hashes --no-emit-index-url --no-header --no-annotate -o tests/mining/requirements.txt
	for peer in $(PEERS); do uv pip compile -q benchmarks/peers/locks/$$peer.in --universal -p 3.11 $(if $(UPGRADE),--upgrade) \
	--generate-hashes --no-emit-index-url --no-header --no-annotate -o benchmarks/peers/locks/$$peer.txt || exit; done

clean: ## 删除运行环境与缓存 · remove .venv and caches
	@rm -rf .venv .venv-mining .venv-peers dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

runtime:
	@sh .ci/environment runtime

dev:
	@sh .ci/environment dev

# No header (it would record the command line) and no address of any registry: docs/decisions/0003-lock.md.
compile_lock = uv pip compile -q pyproject.toml --extra postgres $(1) --universal -p 3.11 $(if $(UPGRADE),--upgrade) \
	--generate-hashes --no-emit-index-url --no-header --no-annotate -o $(2)
