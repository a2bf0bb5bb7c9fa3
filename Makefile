# 明账 (Mingzhang)
#   make site   构建：读 content/，写 datapackages/ 和 site/     build everything
#   make test   测试（含浏览器测试）                             run the tests
#   make serve  在本机浏览网站                                   look at the site
# Needs git, make and Python 3.11 or newer; everything else comes from the lock files into .venv.

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTHON_OF_RELEASE := $(VENV)/release/bin/python
INSTALL := $(PIP) install --quiet --quiet --use-pep517 --no-build-isolation
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS)

# Compiled modules are kept even where the environment says not to: many tests start a program of their own.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site test serve lint bench fuzz mutation lighthouse screenshots release lock clean

site: $(VENV)/.runtime
	@$(BIN)/build-site

test: $(VENV)/.dev
	@$(BIN)/python -m pytest $(ARGS)

serve: site
	@$(BIN)/build-site serve

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The folder of PDFs is MINGZHANG_DISCLOSURES, or files named with ARGS; make bench N="100 1000 10000" names sizes of corpora.
bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks.reading $(ARGS)
	@$(BIN)/python -m benchmarks.checking
	@$(BIN)/python -m benchmarks.scale $(N)

# Scores of the built site on Lighthouse's mobile profile; needs npm and Debian's chromium. ARGS are pages of the site.
lighthouse: site
	@npm install --prefix .lighthouse --no-audit --no-fund --silent lighthouse@12
	@$(BIN)/python -m benchmarks.lighthouse $(ARGS)

# Every kind of page, wide and narrow, light and dark, as pictures in screenshots/.
screenshots: site $(VENV)/.dev
	@$(BIN)/python -m benchmarks.screenshots $(ARGS)

# make fuzz FORMAT=html SECONDS=600: one reader, and what stands behind it, fed with broken files (Python 3.11).
fuzz: $(VENV)/.dev
	@$(INSTALL) --require-hashes -r requirements-fuzz.lock
	@$(BIN)/python -m tests.fuzz $(FORMAT) $(SECONDS) fuzz/$(FORMAT)

# make mutation ARGS=amount: the arithmetic with one slip at a time; do the tests notice? Without ARGS all of it (an hour).
mutation: $(VENV)/.dev
	@HYPOTHESIS_PROFILE=mutation $(BIN)/python -m tests.mutation $(ARGS)

# dist/: the site, the data, the list of components (SBOM) and the digests of all of them, the same bytes every time.
release: site
	@$(PYTHON_OF_RELEASE) -m pip --version > /dev/null 2>&1 || $(BIN)/python -m venv $(VENV)/release
	@$(PYTHON_OF_RELEASE) -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-build.lock
	@$(PYTHON_OF_RELEASE) -m pip --disable-pip-version-check install --quiet --no-build-isolation --use-pep517 \
	  --require-hashes -r requirements-release.lock
	@rm -rf dist && mkdir dist
	@$(PYTHON_OF_RELEASE) -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --output-format JSON --output-file dist/sbom.cdx.json 2> /dev/null
	@tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@315532800 -cf dist/site.tar site
	@cp datapackages/corpus/corpus.zip dist/
	@cd dist && sha256sum corpus.zip sbom.cdx.json site.tar > SHA256SUMS

# What pyproject.toml asks for, with the hashes of every file and without the address of any index.
# make lock ARGS=--upgrade takes the newest versions; without it what is locked stays as it is.
lock: | $(BIN)/python
	$(PIP) install --quiet "uv>=0.9"
	echo "setuptools>=77" | $(COMPILE) --output-file requirements-build.lock -
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock --extra dev --constraint requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-fuzz.lock --extra fuzz --constraint requirements-dev.lock pyproject.toml
	$(COMPILE) --output-file requirements-release.lock --extra release --constraint requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) site dist

# The first Python that is new enough, whatever it is called.
$(BIN)/python:
	@for python in $(PYTHON); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  echo "建立虚拟环境 $(VENV) · creating $(VENV) with $$($$python --version)" >&2; \
	  $$python -m venv $(VENV) && exit 0; \
	  rm -rf $(VENV); \
	  echo "无法建立虚拟环境；Debian/Ubuntu 请先安装 python3-venv。No virtual environment: on Debian/Ubuntu install python3-venv." >&2; \
	  exit 2; \
	done; \
	echo "需要 Python 3.11 或更新版本；可用 make PYTHON=路径 指定。Python 3.11 or newer is needed; name it with make PYTHON=path." >&2; \
	exit 2

# setuptools builds this package and the one dependency that has no wheel; it is locked like everything else.
$(VENV)/.runtime: requirements-build.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "安装锁定的依赖，约一分钟 · installing the locked dependencies, about a minute" >&2
	@$(INSTALL) --require-hashes -r requirements-build.lock
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "安装开发依赖 · installing the development dependencies" >&2
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
