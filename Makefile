# madoguchi. `make help` lists the targets.
#   B=DIR     everything that is built goes there (default: build)
#   CC=clang  another compiler         SAN=1  with the address and undefined behaviour sanitizers
#   V=1       show the commands        ROOMS="base text"  compile these folders of src only
#   BENCH=DIR a town's questions and answers, with questions that people asked (bench-search)

B ?= build
PREFIX ?= /usr/local
DESTDIR ?=
# The dictionary as Debian compiles it, and its source, which the user dictionary is compiled with.
JUMANDIC = /var/lib/mecab/dic/juman-utf8
JUMANSRC = /usr/share/mecab/dic/juman
DICT_INDEX = $$(mecab-config --libexecdir 2>/dev/null || echo /usr/lib/mecab)/mecab-dict-index

# Debian packages, each with what shows that it is there: a header, a command or a file.
NEED_build = gcc=$(firstword $(CC)) libc6-dev=stdio.h libmecab-dev=mecab.h \
	libsqlite3-dev=sqlite3.h libyaml-dev=yaml.h libunistring-dev=uninorm.h \
	libqrencode-dev=qrencode.h libjansson-dev=jansson.h libncurses-dev=curses.h \
	libreadline-dev=readline/readline.h mecab-utils=/usr/lib/mecab/mecab-dict-index \
	mecab-jumandic-utf8=$(JUMANDIC)/sys.dic
NEED_format = clang-format=clang-format
NEED_test = libcmocka-dev=cmocka.h clang=clang tmux=tmux zbar-tools=zbarimg graphviz=dot \
	$(NEED_node) $(NEED_format)
NEED_node = nodejs=node npm=npm chromium=chromium
NEED_valgrind = valgrind=valgrind
NEED_bench = mecab=mecab
NEED_test += groff-base=groff mandoc=mandoc zsh=zsh

# Folders of src in the order of the layers. A test links its own layer and those below it.
CORE = base text morph knowledge index guide dialogue
APP = output journal app
ROOMS ?= $(CORE) $(APP) tui cli
LIBS_core = -lmecab -lsqlite3 -lyaml -lunistring -lm
LIBS_app = $(LIBS_core) -ljansson -lqrencode
LIBS_tui = $(LIBS_app) -lncursesw -lreadline
# The loader looks each name up in the libraries in this order, and nearly all names that it looks
# up when a program starts are MeCab's, in the C++ library.
FIRST = -Wl,--no-as-needed -l:libstdc++.so.6 -lc -lm -Wl,--as-needed
LIBS_cli = $(LIBS_tui)
ARCHIVES_core = $B/libcore.a
ARCHIVES_app = $B/libapp.a $(ARCHIVES_core)
ARCHIVES_tui = $B/libtui.a $(ARCHIVES_app)
ARCHIVES_cli = $B/libcli.a $(ARCHIVES_tui)
layer = $(if $(filter $1,$(CORE)),core,$(if $(filter $1,$(APP)),app,$1))
objects = $(patsubst %.c,$B/obj/%.o,$(foreach r,$(filter $1,$(ROOMS)),$(wildcard src/$r/*.c)))

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wpointer-arith -Wcast-qual -Wvla -Wformat=2 -Werror
HARDEN = $(if $(SAN),-fsanitize=address$(comma)undefined -fno-omit-frame-pointer \
	-fno-sanitize-recover=all,-D_FORTIFY_SOURCE=2 -fstack-protector-strong)
comma = ,
CFLAGS_ALL = -std=c17 -O2 -g $(WARN) $(HARDEN) -D_GNU_SOURCE -Isrc $(CFLAGS)

TESTS = $(wildcard tests/*/test_*.c)
TEST_PROGRAMS = $(TESTS:tests/%.c=$B/test/%)
TEST_SCRIPTS = $(filter-out $(if $(SAN),%/clang.sh), \
	$(wildcard tests/cli/run.sh tests/check/*.sh tests/tui/*.sh tests/system/*.sh))
C_FILES = $(wildcard src/*.c src/*/*.c src/*/*.h tests/*/*.c tests/*/*.h)
KNOWLEDGE := $(shell find knowledge dict)

# What `make bench-search` measures with: corpus.tsv, SPLIT.queries.txt and SPLIT.qrels.tsv.
BENCH ?= $(patsubst %/,%,$(dir $(firstword $(wildcard ../shared/benchmarks/*/corpus.tsv))))
SPLIT ?= dev
BENCH_SEARCH = bench-search bench-search-large bench-search-techniques

# What `make run` types when nobody is there to type.
SAMPLE = 印鑑登録証明書がほしい 1 1 はい はい 本人 おわり

# A recipe's first line: `$(call say,CC,$<)` tells what is done, or with V=1 the command does.
silent = $(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $V$(silent),,@printf '  %-5s %s\n' '$1' '$2')
Q = $(if $V,,@)
# Rewrites the target only when the text has changed.
keep = @mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$1)' >$@.new; \
	if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:
.PHONY: all help run test asan valgrind bench screenshots schema train confidence lint format install uninstall clean objects FORCE \
	$(BENCH_SEARCH)

all: $B/madoguchi $B/user.dic $B/madoguchi.db ## プログラム・辞書・案内の索引を組み立てる

help: ## この一覧
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: all ## 動かす（端末がなければ、標準入力の質問に一行ずつ答える）
	@if [ -t 0 ]; then exec $B/madoguchi; fi; \
	if IFS= read -r line 2>/dev/null || [ -n "$$line" ]; then printf '%s\n' "$$line"; cat; \
	else echo '見本のやりとりです。入れることば: $(SAMPLE)' >&2; printf '%s\n' $(SAMPLE); \
	fi | $B/madoguchi --plain

test: all $(TEST_PROGRAMS) $B/screenshots $B/node/done | $B/need/test ## すべての試験
	+@B=$B MAKE="$(MAKE)" sh tests/run.sh $(TEST_PROGRAMS) $(TEST_SCRIPTS)

asan: ## すべての試験を address・undefined サニタイザーつきで
	+@$(MAKE) --no-print-directory B=$B/asan SAN=1 test

valgrind: all | $B/need/valgrind ## コマンドの試験を valgrind の下で
	+@B=$B VALGRIND=1 sh tests/run.sh tests/cli/run.sh

bench: all $B/bench $B/bench-screen | $B/need/bench ## 起動から答え・最初の画面までの時間（mecab と交互に）と、キーから画面までの時間
	@$B/bench 引っ越してきたら何が必要？ $B/madoguchi $(JUMANDIC)
	@$B/bench-screen $B/madoguchi.db

screenshots: all $B/screenshots ## docs/screens/*.script の画面を docs/screens/*.svg に描きなおす
	@$B/screenshots $B/madoguchi.db docs/screens $(wildcard docs/screens/*.script)

schema: $B/madoguchi ## エディターのための形 knowledge/schema/*.json と、読むための docs/fields.md を作りなおす
	@rm -rf knowledge/schema && $B/madoguchi schema -o knowledge/schema
	@$B/madoguchi schema --markdown >docs/fields.md

bench-search: ## 検索の質と速さ（-large は2万と20万項目、-techniques は工夫を一つずつ外して）
$(BENCH_SEARCH): $B/madoguchi $B/user.dic \
		$(addprefix $B/bench-search/,search hostile perturb variants techniques)
	@B=$B BENCH='$(BENCH)' SPLIT='$(SPLIT)' sh tests/bench/search.sh \
		$(patsubst bench-search-%,%,$(@:bench-search=bench-search-quality))

$B/judged/madoguchi.db: all
	@rm -rf $B/judged && mkdir -p $B/judged && $B/madoguchi import $(BENCH)/corpus.tsv -o $B/judged/knowledge
	@$B/madoguchi build $B/judged/knowledge -o $@

train: $B/judged/madoguchi.db $B/train $B/bench-search/variants ## 順位の重み dict/rerank.yaml を、判定のついた質問から作りなおす
	@$B/bench-search/variants hiragana <$(BENCH)/dev.queries.txt >$B/judged/hiragana
	@for seed in 1 2 3; do \
		$B/bench-search/variants shorter $$seed <$(BENCH)/dev.queries.txt >$B/judged/shorter$$seed || exit; \
	done
	$Q$B/train $B/judged/madoguchi.db $(BENCH)/dev.qrels.tsv $(BENCH)/dev.queries.txt \
		$B/judged/hiragana $B/judged/shorter[123] >$B/rerank.yaml
	$Qcp $B/rerank.yaml dict/rerank.yaml

confidence: $B/judged/madoguchi.db $B/evidence ## 自信のしきい値を確かめる
	@B=$B BENCH='$(BENCH)' SPLIT='$(SPLIT)' sh tests/train/confidence.sh

$B/train $B/evidence: $B/%: $B/obj/tests/train/%.o $(ARCHIVES_core)
	$Q$(CC) $(CFLAGS_ALL) $^ -o $@ $(LDFLAGS) $(LIBS_core)

lint: | $B/need/format ## 決まりごとの点検
	@sh tests/lint/run.sh

format: | $B/need/format ## ソースを clang-format で整える
	clang-format -i $(C_FILES)

# Made of the table of commands, where `make install` puts it below PREFIX.
MADE = $B/share/man/man1/madoguchi.1 $B/share/man/ja/man1/madoguchi.1 \
	$B/share/bash-completion/completions/madoguchi $B/share/zsh/site-functions/_madoguchi
$B/share/man/man1/madoguchi.1: make_it = manual --lang en
$B/share/man/ja/man1/madoguchi.1: make_it = manual --lang ja
$B/share/bash-completion/completions/madoguchi: make_it = completion bash
$B/share/zsh/site-functions/_madoguchi: make_it = completion zsh
$(MADE): $B/madoguchi
	@mkdir -p $(@D)
	$Q$B/madoguchi $(make_it) >$@

install: all $(MADE) ## PREFIX（既定 /usr/local）へ入れる。DESTDIR も使える
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/madoguchi \
		$(DESTDIR)$(PREFIX)/share/doc/madoguchi/screens
	install -m 755 $B/madoguchi $(DESTDIR)$(PREFIX)/bin/madoguchi
	install -m 644 $B/madoguchi.db $B/user.dic $(DESTDIR)$(PREFIX)/share/madoguchi
	cp -R knowledge dict $(DESTDIR)$(PREFIX)/share/madoguchi
	install -m 644 README.md LICENSE $(wildcard docs/*.md) $(DESTDIR)$(PREFIX)/share/doc/madoguchi
	install -m 644 $(wildcard docs/screens/*.svg) $(DESTDIR)$(PREFIX)/share/doc/madoguchi/screens
	for made in $(MADE:$B/%=%); do \
		install -D -m 644 $B/$$made $(DESTDIR)$(PREFIX)/$$made || exit; \
	done

uninstall: ## 入れたものを取り除く
	rm -f $(DESTDIR)$(PREFIX)/bin/madoguchi $(MADE:$B/%=$(DESTDIR)$(PREFIX)/%)
	rm -rf $(DESTDIR)$(PREFIX)/share/madoguchi $(DESTDIR)$(PREFIX)/share/doc/madoguchi

clean: ## 組み立てたものを消す
	rm -rf $B

objects: $(call objects,$(ROOMS)) $B/obj/src/main.o $(TESTS:%.c=$B/obj/%.o)

# One after the other: two runs of apt-get would wait for each other.
$(addprefix $B/need/,test format valgrind bench): | $B/need/build
$B/need/%: Makefile src/need.sh
	@CC='$(CC)' sh src/need.sh $(NEED_$*)
	@mkdir -p $(@D) && touch $@

# An editor's language server, and what drives a browser and checks its pages. Node.js trusts what
# the machine trusts. Where they cannot be fetched, the tests that need them say so and are skipped.
$B/node/done: tests/node/package.json tests/node/package-lock.json tests/node/.npmrc | $B/need/test
	$(call say,NPM,$@)
	@mkdir -p $(@D) && cp tests/node/package.json tests/node/package-lock.json tests/node/.npmrc $(@D)
	$Qcd $(@D) && export NODE_EXTRA_CA_CERTS=$${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}; \
	if npm ci --loglevel=error >npm.log 2>&1; then touch done; else cat npm.log >&2; rm -rf node_modules; fi

$B/flags: FORCE
	$(call keep,$(CC) $(CFLAGS_ALL))
$B/rooms: FORCE
	$(call keep,$(call objects,$(ROOMS)))

$B/obj/%.o: %.c $B/flags | $B/need/build $$(if $$(findstring tests/,$$*),$B/need/test)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$Q$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

$B/libcore.a: $(call objects,$(CORE))
$B/libapp.a: $(call objects,$(APP))
$B/libtui.a: $(call objects,tui)
$B/libcli.a: $(call objects,cli)
$B/lib%.a: $B/rooms
	$Qrm -f $@ && ar rcs $@ $(filter %.o,$^)

$B/madoguchi: $B/obj/src/main.o $(ARCHIVES_cli)
	$(call say,LINK,$@)
	$Q$(CC) $(CFLAGS_ALL) $(if $(SAN),,$(FIRST)) $^ -o $@ $(LDFLAGS) $(LIBS_cli)

# tests/ROOM/test_x.c, linked with ROOM's layer and those below: the core knows no terminal.
$B/test/%: $B/obj/tests/%.o $$(ARCHIVES_$$(call layer,$$(firstword $$(subst /, ,$$*))))
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$Q$(CC) $(CFLAGS_ALL) $^ -o $@ $(LDFLAGS) -lcmocka \
		$(LIBS_$(call layer,$(firstword $(subst /, ,$*))))

$B/bench: $B/obj/tests/bench/bench.o
	$Q$(CC) $(CFLAGS_ALL) $^ -o $@

$B/screenshots: $B/obj/tests/tui/screenshots.o $(ARCHIVES_tui)
	$(call say,LINK,$@)
	$Q$(CC) $(CFLAGS_ALL) $^ -o $@ $(LDFLAGS) $(LIBS_tui)

$B/bench-screen: $B/obj/tests/bench/screen.o $(ARCHIVES_tui)
	$Q$(CC) $(CFLAGS_ALL) $^ -o $@ $(LDFLAGS) $(LIBS_tui)

# Measures the core from inside; one leads calls to itself to take a part of the engine away.
$B/bench-search/techniques: LDFLAGS += -Wl,--wrap=morph_parse,--wrap=analyzer_run
$B/bench-search/%: $B/obj/tests/bench/%.o $(ARCHIVES_core)
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$Q$(CC) $(CFLAGS_ALL) $^ -o $@ $(LDFLAGS) $(LIBS_core)

$B/user.dic: dict/user.csv | $B/need/build
	$(call say,DICT,$@)
	@mkdir -p $(@D)
	$Q$(DICT_INDEX) -d $(JUMANSRC) -u $@.new -f utf-8 -t utf-8 $< >$@.log 2>&1 || \
		{ cat $@.log >&2; exit 1; }
	$Qmv $@.new $@

$B/madoguchi.db: $B/madoguchi $B/user.dic $(KNOWLEDGE)
	$(call say,BUILD,$@)
	$Q$B/madoguchi build knowledge -o $@

-include $(patsubst %.c,$B/obj/%.d,$(filter %.c,$(C_FILES)))
