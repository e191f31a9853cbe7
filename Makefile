# 落地 Luodi：make demo 启动演示，make test 运行全部检查。各目标的说明见 make help。
SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
PORT ?= 8000
JOBS ?= 2
# 检查工具要读设置，设置要有一个目录：给它们一个随 .venv 一起删除的目录，不碰任何实例的数据。
CHECK := LUODI_HOME=$(CURDIR)/.venv/check-home DJANGO_SETTINGS_MODULE=luodi.config.settings
# 按目录次序派发：文件少而慢的不会落到最后，由一个进程独自跑完。
PYTEST := $(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --no-loadscope-reorder
RANDOM_LEDGERS := $(BIN)/python -m pytest -q tests/across/figures/selectors/test_random_ledgers.py

.NOTPARALLEL:
.PHONY: help setup setup-dev demo test check tools format-check lint imports types migrations templates \
	test-sqlite test-postgres test-browser test-spark format bench chaos ledgers screenshots codes lock clean

help:  ## 列出各目标
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ------------------------------------------------------------------------------------------------------------- 环境

setup: .venv/.runtime  ## 建立 .venv（运行所需）
setup-dev: .venv/.dev  ## 建立 .venv（再加开发与测试所需）

.venv/bin/python:
	@sh scripts/make-venv.sh

.venv/.runtime: .venv/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements-dev.txt
	@touch $@

# pyspark 只有源码包；它的构建工具已按校验值装在 .venv 里。
.venv/.spark: .venv/.dev requirements-spark.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes --no-build-isolation -r requirements-spark.txt
	@touch $@

# ------------------------------------------------------------------------------------------------------------- 使用

demo: setup  ## 建立演示区县并启动：http://127.0.0.1:8000（换端口：make demo PORT=9000）
	$(BIN)/luodi demo --port $(PORT)

# ------------------------------------------------------------------------------------------------------------- 检查

test: tools check  ## 全部检查与测试；缺少的系统软件先装上或指明
check: setup-dev format-check lint imports types migrations templates test-sqlite test-postgres test-browser test-spark  ## 同上，不管系统软件
	@echo "全部检查通过。"

tools:
	@sh scripts/system-tools.sh tools

format-check: setup-dev
	$(BIN)/ruff format --check -q

lint: setup-dev
	$(BIN)/ruff check -q

imports: setup-dev
	$(BIN)/lint-imports --no-cache --no-logo

types: setup-dev
	$(CHECK) $(BIN)/mypy

migrations: setup-dev
	$(CHECK) $(BIN)/python -m django makemigrations --check --dry-run

templates: setup-dev
	$(BIN)/djlint --lint --quiet src/luodi

test-sqlite: setup-dev
	env -u LUODI_DATABASE_URL $(PYTEST) -m "not browser and not chaos and not spark"

test-postgres: setup-dev
	$(BIN)/python scripts/with_postgres.py -- $(PYTEST) -m "not browser and not chaos and not spark"

test-browser: setup-dev
	env -u LUODI_DATABASE_URL $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal -m browser tests/browser

# pyspark 有四百多兆，只在这里装；每个进程起一个集群，两个文件各用一个。
test-spark: .venv/.spark
	env -u LUODI_DATABASE_URL $(PYTEST) -m spark tests/across/figures/engine/test_spark.py tests/interfaces/cli/test_figures_on_spark.py

format: setup-dev  ## 统一代码格式
	$(BIN)/ruff check -q --fix
	$(BIN)/ruff format -q

# ------------------------------------------------------------------------------------------------------------- 其他

bench: setup-dev  ## 性能测量（结果在 bench/results 与 bench/README.md）
	$(BIN)/python -m bench

chaos: setup-dev  ## 长时间的测试：杀死导入、发消息、督办催办的进程各两千次，逐一核对；每个地址试每个怪词（SQLite、PostgreSQL 各一遍）
	env -u LUODI_DATABASE_URL $(BIN)/python -m pytest -q -m chaos
	$(BIN)/python scripts/with_postgres.py -- $(BIN)/python -m pytest -q -m chaos

ledgers: setup-dev  ## 随机台账核对：三百本随机台账写进真实数据库，逐个指标与另写的一套算法比对（SQLite、PostgreSQL 各一遍）
	env -u LUODI_DATABASE_URL LUODI_RANDOM_LEDGERS=300 $(RANDOM_LEDGERS)
	LUODI_RANDOM_LEDGERS=300 $(BIN)/python scripts/with_postgres.py -- $(RANDOM_LEDGERS)

screenshots: setup-dev  ## 逐页截图（screenshots/，1440 与 390 像素宽）
	$(BIN)/python scripts/screenshots.py

codes: setup-dev  ## 按代码重写 docs/codes.md 的权限、消息、审计代码表
	$(CHECK) $(BIN)/python -m tests.architecture.codes

lock: setup-dev  ## 按 pyproject.toml 重新固定依赖版本与校验值
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade \
		pyproject.toml --group build -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade \
		pyproject.toml --group build --extra dev -c requirements.txt -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --upgrade \
		pyproject.toml --group build --extra spark -c requirements.txt -o requirements-spark.txt

clean:  ## 删除环境与缓存（不碰实例数据）
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist src/luodi.egg-info
