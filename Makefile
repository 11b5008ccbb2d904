# Merit: build, test, lint, install. `make help` lists what there is.
#
#   make                 build/release/merit, libmerit.a, libmerit.so
#   make DEBUG=1 ...     the same under build/debug, without optimisation
#   make SAN=1 ...       the same under build/san, with the address and undefined sanitizers
#   make CC=clang ...    the same under build/<mode>-clang

VERSION := 0.1.0
SOVERSION := 0
PREFIX ?= /usr/local
DESTDIR ?=

ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j2
endif
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
SHELL := /bin/bash

# ---- mode ------------------------------------------------------------------------------------
ifdef SAN
MODE := san
OPTIMISE := -O1 -fno-omit-frame-pointer
HOT := $(OPTIMISE)
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
else ifdef DEBUG
MODE := debug
OPTIMISE := -O0
HOT := $(OPTIMISE)
else ifdef COVERAGE
MODE := coverage
OPTIMISE := -O0
HOT := $(OPTIMISE)
PROFILE := --coverage -fprofile-update=atomic
else
MODE := release
OPTIMISE := -O2
HOT := -O3
endif
COMPILER := $(notdir $(firstword $(CC)))
B := build/$(MODE)$(if $(filter-out gcc cc,$(COMPILER)),-$(COMPILER))

# ---- flags -----------------------------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Werror
# What flex writes by itself and no option of it avoids: int where size_t is meant (its own reading
# of the buffer), comparisons of the two, and helper functions that a scanner need not use.
FLEX_ALLOW := -Wno-conversion -Wno-sign-conversion -Wno-sign-compare -Wno-unused-function \
              -Wno-unused-parameter
PKG_CONFIG ?= pkg-config
LIB_PACKAGES := libutf8proc libxxhash
packages = $(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null)
LIB_LIBS = $(or $(call packages,--libs,$(LIB_PACKAGES)),-lutf8proc -lxxhash)
REPL_LIBS = $(or $(call packages,--libs,readline),-lreadline)
TEST_LIBS = $(or $(call packages,--libs,cmocka),-lcmocka)
CPPFLAGS_ALL := -I. -I$(B)/gen -D_GNU_SOURCE= -DMERIT_VERSION='"$(VERSION)"' $(CPPFLAGS)
# Calls inside the library are bound inside it, so position-independent code costs nothing.
CFLAGS_ALL := -std=gnu11 -g $(OPTIMISE) -fPIC -fno-semantic-interposition $(WARNINGS) $(SANITIZE) \
              $(PROFILE) '-ffile-prefix-map=$(CURDIR)/=' $(CFLAGS)
LDFLAGS_ALL := $(SANITIZE) $(PROFILE) $(LDFLAGS)

# ---- files -----------------------------------------------------------------------------------
LEXERS := $(wildcard grammar/*.l)
PARSERS := $(wildcard grammar/*.y)
GEN_C := $(LEXERS:%.l=$(B)/gen/%.c) $(PARSERS:%.y=$(B)/gen/%.c)
GEN_H := $(LEXERS:%.l=$(B)/gen/%_flex.h) $(PARSERS:%.y=$(B)/gen/%.h)
LIB_SRC := $(wildcard base/*.c grammar/*.c interp/*.c interp/*/*.c stdlib/*.c api/*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(B)/obj/%.o) $(GEN_C:%.c=%.o)
REPL_SRC := $(wildcard repl/*.c repl/*/*.c)
REPL_OBJ := $(REPL_SRC:%.c=$(B)/obj/%.o) $(B)/gen/pages.o
PAGES := $(sort $(wildcard docs/diagnostics/*.md))
UNIT_SRC := $(wildcard tests/unit/test_*.c)
# Files beside the tests that several of them share (tests/unit/*.c without test_ in front).
UNIT_SHARED := $(filter-out $(UNIT_SRC) tests/unit/canary.c,$(wildcard tests/unit/*.c))
UNIT := $(UNIT_SRC:tests/unit/%.c=$(B)/unit/%) $(if $(wildcard tests/unit/canary.c),$(B)/unit/canary)
FUZZ_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_SHARED := $(filter-out $(FUZZ_SRC) tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c))
REPLAY := $(FUZZ_SRC:tests/fuzz/fuzz_%.c=$(B)/fuzz/replay_%)
EXAMPLE_SRC := $(wildcard tests/embed/*.c)
EXAMPLES := $(EXAMPLE_SRC:tests/embed/%.c=$(B)/embed/%)
PUBLIC_HEADER := api/merit.h

MERIT := $(B)/merit
LIB_A := $(B)/libmerit.a
LIB_SO := $(B)/libmerit.so.$(VERSION)

# One short line a step; V=1 shows the commands.
ifndef V
Q := @
say = @printf '  %-6s %s\n' $(1) $(2)
endif

# ---- build -----------------------------------------------------------------------------------
.PHONY: all
all: $(LIB_A) $(if $(SANITIZE),,$(LIB_SO)) $(if $(REPL_SRC),$(MERIT))

# Anything compiled depends on the flags it was compiled with.
STAMP := $(B)/flags
FLAGS_NOW := $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) $(HOT)
ifneq ($(FLAGS_NOW),$(file <$(STAMP)))
$(shell mkdir -p $(B))
$(file >$(STAMP),$(FLAGS_NOW))
endif

# The counts of an object's earlier self say nothing about it.
FORGET = $(if $(PROFILE),@rm -f $(@:.o=.gcda))
$(B)/obj/interp/exec/%.o $(B)/obj/interp/event/%.o $(B)/obj/interp/score/%.o $(B)/obj/stdlib/%.o: OPTIMISE_HERE := $(HOT)
$(B)/obj/%.o: %.c $(STAMP) | $(GEN_H)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(OPTIMISE_HERE) -MMD -MP -c -o $@ $<
	$(FORGET)

$(B)/gen/%.c $(B)/gen/%_flex.h &: %.l
	@mkdir -p $(@D)
	$(call say,FLEX,$<)
	$(Q)flex --header-file=$(B)/gen/$*_flex.h --outfile=$(B)/gen/$*.c $<

$(B)/gen/%.c $(B)/gen/%.h &: %.y
	@mkdir -p $(@D)
	$(call say,BISON,$<)
	$(Q)bison -Wall -Wcounterexamples -Werror --defines=$(B)/gen/$*.h --output=$(B)/gen/$*.c $<

$(LEXERS:%.l=$(B)/gen/%.o): ALLOW_HERE := $(FLEX_ALLOW)
$(B)/gen/%.o: $(B)/gen/%.c $(STAMP) | $(GEN_H)
	$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS_ALL) -iquote $(dir $*) $(CFLAGS_ALL) $(ALLOW_HERE) -MMD -MP -c -o $@ $<
	$(FORGET)

# The pages that `merit explain` prints are part of the program.
$(B)/gen/pages.c: docs/embed.sh $(PAGES)
	@mkdir -p $(@D)
	$(call say,PAGES,$@)
	$(Q)docs/embed.sh $(PAGES) >$@.new && mv $@.new $@

# q, because two folders may have files of one name; from nothing, because q only appends.
$(LIB_A): $(LIB_OBJ)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)ar qcs $@ $^

$(LIB_SO): $(LIB_OBJ) libmerit.map
	$(call say,LINK,$@)
	$(Q)$(CC) -shared -Wl,-soname,libmerit.so.$(SOVERSION) -Wl,--version-script=libmerit.map \
	    -Wl,--no-undefined -o $@ $(LIB_OBJ) $(LDFLAGS_ALL) $(LIB_LIBS)
	@ln -sf $(@F) $(B)/libmerit.so.$(SOVERSION)
	@ln -sf libmerit.so.$(SOVERSION) $(B)/libmerit.so

$(MERIT): $(REPL_OBJ) $(LIB_A)
	$(call say,LINK,$@)
	$(Q)$(CC) -o $@.new $(REPL_OBJ) $(LIB_A) $(LDFLAGS_ALL) $(LIB_LIBS) $(REPL_LIBS)
	@mv -f $@.new $@

# ---- programs of the tests --------------------------------------------------------------------
# The command line's modules without its main(), so that tests may call them.
$(B)/librepl.a: $(filter-out $(B)/obj/repl/main.o,$(REPL_OBJ))
	@rm -f $@
	@ar qcs $@ $^

# An archive, so that a test takes only what it uses.
$(B)/libshared.a: $(UNIT_SHARED:%.c=$(B)/obj/%.o)
	@rm -f $@
	@ar qcs $@ $^

$(B)/unit/%: $(B)/obj/tests/unit/%.o $(B)/libshared.a $(B)/librepl.a $(LIB_A)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) -o $@ $^ $(LDFLAGS_ALL) $(TEST_LIBS) $(LIB_LIBS) $(REPL_LIBS)

$(B)/fuzz/replay_%: $(B)/obj/tests/fuzz/fuzz_%.o $(B)/obj/tests/fuzz/replay.o \
    $(FUZZ_SHARED:%.c=$(B)/obj/%.o) $(LIB_A)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) -o $@ $^ $(LDFLAGS_ALL) $(LIB_LIBS)

# As an embedder builds: the public header and the shared library, nothing of the tree's inside.
$(B)/embed/%: tests/embed/%.c $(PUBLIC_HEADER) $(if $(SANITIZE),$(LIB_A),$(LIB_SO))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) -I$(dir $(PUBLIC_HEADER)) $(CFLAGS_ALL) -o $@ $< $(LDFLAGS_ALL) \
	    $(if $(SANITIZE),$(LIB_A) $(LIB_LIBS),-L$(B) -lmerit '-Wl$(comma)-rpath$(comma)$(CURDIR)/$(B)')
comma := ,

.PRECIOUS: $(B)/obj/%.o $(B)/gen/%.c $(B)/gen/%.h $(B)/gen/%_flex.h
-include $(shell find $(B) -name '*.d' 2>/dev/null)

# ---- everyday --------------------------------------------------------------------------------
.PHONY: help deps demo test unit golden terminal docs bless
help:
	@echo 'make [all]     build $(MERIT), libmerit.a, libmerit.so'
	@echo 'make deps      install the packages that are missing'
	@echo 'make demo      a real month-end: build it, run it, explain one score'
	@echo 'make test      all tests;  make unit | golden | terminal | docs: some of them (ONLY=text)'
	@echo 'make bless     rewrite the golden files (ONLY=text), or WHAT=docs; read the diff afterwards'
	@echo 'make lint      what a script can see: floors, sizes, warnings, formatting ...'
	@echo 'make bench     the benchmark table;  make fuzz: a fuzzing campaign (SECONDS=60)'
	@echo 'make campaign  merit against an independent model (SECONDS=60 or PAIRS=n, SEED=, JOBS=)'
	@echo 'make coverage  lines and branches that the tests reach; fails below 95 and 90 %'
	@echo 'make editors   syntax files for Vim, VS Code and others'
	@echo 'make install   to PREFIX=$(PREFIX) (DESTDIR honoured);  make uninstall;  make clean'
	@echo 'DEBUG=1, SAN=1, CC=clang select another build, each with its own folder under build/'

deps:
	@tests/deps.sh build test

# The packages first, then a second make: the flags of what was installed are asked for anew.
demo:
	@tests/deps.sh build
	@$(MAKE) all
	@BUILD=$(B) tests/demo.sh

RUN_TESTS := BUILD=$(B) tests/run.py
# A program that does not build counts as a failed test, so the others still run.
test:
	@tests/deps.sh build test
	@$(MAKE) -k all programs || true
	@$(RUN_TESTS)

unit:
	@$(MAKE) all $(UNIT)
	@$(RUN_TESTS) canary unit
golden terminal docs: all
	@$(RUN_TESTS) $@ --only '$(ONLY)'
# Which suites' expected output is rewritten; WHAT=docs for the examples in the documentation.
WHAT ?= golden terminal embed
bless: all $(EXAMPLES)
	@$(RUN_TESTS) --bless $(WHAT) --only '$(ONLY)'

.PHONY: programs
programs: $(UNIT) $(REPLAY) $(EXAMPLES)

# ---- quality ---------------------------------------------------------------------------------
.PHONY: lint format bench fuzz campaign coverage
lint:
	@tests/deps.sh build test lint
	@tests/lint/run.py

OUR_C = $(filter-out $(wildcard bench/peers/*/*.c),$(shell git ls-files '*.c' '*.h'))
format:
	clang-format -i $(OUR_C)

bench: all
	@BUILD=$(B) bench/run.sh $(BENCH)

# A libFuzzer campaign for each target, or for those in FUZZ.
SECONDS ?= 60
fuzz:
	@tests/deps.sh build fuzz
	@$(MAKE) CC=clang SAN=1 CFLAGS='-fsanitize=fuzzer-no-link' build/san-clang/libmerit.a
	@tests/fuzz/campaign.sh build/san-clang/libmerit.a $(SECONDS) $(FUZZ)

# Merit and the model in tests/model on made-up packs, for SECONDS or for PAIRS.
TIME = $(if $(PAIRS),$(if $(filter command,$(origin SECONDS)),$(SECONDS)),$(SECONDS))
campaign: all
	@BUILD=$(B) tests/model/campaign.py SECONDS=$(TIME) PAIRS=$(PAIRS) SEED=$(SEED) JOBS=$(JOBS) \
	    STOP=$(STOP) WITHOUT=$(WITHOUT) LIST=$(LIST)

# With SUITES (and ONLY) the counts of these are added to those of before.
coverage:
	@tests/deps.sh build test
	@$(MAKE) -k COVERAGE=1 all programs || true
	$(if $(SUITES),,@find build/coverage -name '*.gcda' -delete)
	@BUILD=build/coverage tests/run.py $(SUITES) --only '$(ONLY)' || true
	@tests/coverage.py build/coverage

.PHONY: editors
editors:
	editors/generate.py build/editors

# ---- install ---------------------------------------------------------------------------------
.PHONY: install uninstall clean
BINDIR = $(DESTDIR)$(PREFIX)/bin
LIBDIR = $(DESTDIR)$(PREFIX)/lib
INCLUDEDIR = $(DESTDIR)$(PREFIX)/include
MANDIR = $(DESTDIR)$(PREFIX)/share/man/man1
BASHDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
SHAREDIR = $(DESTDIR)$(PREFIX)/share/merit

$(B)/merit.1: $(MERIT)
	$(MERIT) --man >$@
$(B)/merit.bash: $(MERIT)
	$(MERIT) --completion bash >$@
$(B)/_merit: $(MERIT)
	$(MERIT) --completion zsh >$@

install: all $(B)/merit.1 $(B)/merit.bash $(B)/_merit
	install -d $(BINDIR) $(LIBDIR)/pkgconfig $(INCLUDEDIR) $(MANDIR) $(BASHDIR) $(ZSHDIR) $(SHAREDIR)
	install -m 755 $(MERIT) $(BINDIR)/merit
	install -m 644 $(LIB_A) $(LIB_SO) $(LIBDIR)
	ln -sf $(notdir $(LIB_SO)) $(LIBDIR)/libmerit.so.$(SOVERSION)
	ln -sf libmerit.so.$(SOVERSION) $(LIBDIR)/libmerit.so
	install -m 644 $(PUBLIC_HEADER) $(INCLUDEDIR)/merit.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@PRIVATE@|$(LIB_LIBS)|' \
	    merit.pc.in >$(LIBDIR)/pkgconfig/merit.pc
	install -m 644 $(B)/merit.1 $(MANDIR)/merit.1
	install -m 644 $(B)/merit.bash $(BASHDIR)/merit
	install -m 644 $(B)/_merit $(ZSHDIR)/_merit
	rm -rf $(SHAREDIR)/rules
	cp -r rules $(SHAREDIR)/rules

uninstall:
	rm -f $(BINDIR)/merit $(LIBDIR)/libmerit.a $(LIBDIR)/libmerit.so* $(INCLUDEDIR)/merit.h
	rm -f $(LIBDIR)/pkgconfig/merit.pc $(MANDIR)/merit.1 $(BASHDIR)/merit \
	    $(ZSHDIR)/_merit
	rm -rf $(SHAREDIR)

clean:
	rm -rf build
