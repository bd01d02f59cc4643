// The linear algebra library asks for its workspace while it is loaded, before main, and asks again for
// ever when it gets none. What it will ask for is therefore asked for first: by the executable itself,
// before the constructors of any library run. Without it the program ends with a sentence.
#define _GNU_SOURCE
#include "CMemory.h"

#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

// Of the limits, and of what is asked for at once: the libraries have taken their part by then.
static const unsigned long least = 512ul << 20, workspace = 256ul << 20;

static void end(const char *words, int count) {
    if (count > 0 && write(STDERR_FILENO, words, (size_t)count) < 0) _exit(2);
    _exit(2);
}

static void refuse_limit(const char *what, const char *option, rlim_t limit) {
    char words[200];
    end(words, snprintf(
        words, sizeof words,
        "n1: found a limit of %llu MB on %s; expected at least %lu MB. Raise it with ulimit %s.\n",
        (unsigned long long)limit >> 20, what, least >> 20, option));
}

static void refuse_want(void) {
    char words[200];
    end(words, snprintf(
        words, sizeof words,
        "n1: found less than %lu MB of memory; expected as much. Close other programs.\n",
        workspace >> 20));
}

static void ask(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur < least)
        refuse_limit("memory", "-v", limit.rlim_cur);
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && limit.rlim_cur < least)
        refuse_limit("data", "-d", limit.rlim_cur);
    void *space = mmap(
        NULL, workspace, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (space == MAP_FAILED) refuse_want();
    munmap(space, workspace);
}

#ifdef __linux__
// Only an executable has this section, and all that stands in it is run before any library's own.
__attribute__((section(".preinit_array"), used)) static void (*const first)(void) = ask;
#else
__attribute__((constructor)) static void first(void) { ask(); }
#endif
