import Foundation

/// A library laid under the program (`LD_PRELOAD`) in which one chosen system call on one folder's
/// files fails, or ends the program: the only way to see a disk fail on a machine whose disk does not.
///
/// Calls are counted from 1 on, each kind apart. Linux only, and only where a C compiler is.
enum FaultShim {
    /// The built library; nil where none can be built.
    static let path: String? = {
        #if os(Linux)
            let folder = NSTemporaryDirectory() + "n1-shim-" + UUID().uuidString
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let file = folder + "/shim.c"
            guard (try? source.write(toFile: file, atomically: true, encoding: .utf8)) != nil
            else { return nil }
            let isMade = ProgramRun.succeeds([
                "cc", "-shared", "-fPIC", "-O1", "-o", folder + "/shim.so", file, "-ldl",
            ])
            return isMade ? folder + "/shim.so" : nil
        #else
            return nil
        #endif
    }()

    enum Kind: String {
        case read
        /// Bytes, lengths, and bringing both to the disk.
        case write
        /// Opening, also for reading, and mapping.
        case open
        /// Names: links, renames, folders, rights; and locks.
        case name
        /// Any of them; the program is killed before the call.
        case kill
    }

    /// The environment in which call `number` of a kind on files below `folder` fails with `code`.
    ///
    /// - `mark`: a file that is made when the call failed.
    static func environment(
        _ kind: Kind, _ number: Int, below folder: String, code: Int32, mark: String
    ) -> [String: String] {
        [
            "LD_PRELOAD": path ?? "", "FAULT_KIND": kind.rawValue, "FAULT_NUMBER": "\(number)",
            "FAULT_FOLDER": folder, "FAULT_CODE": "\(code)", "FAULT_MARK": mark,
        ]
    }

    private static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/file.h>
        #include <sys/mman.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <unistd.h>

        static int count;

        static int hits(const char *kind, const char *path) {
            const char *wanted = getenv("FAULT_KIND"), *folder = getenv("FAULT_FOLDER");
            int kills = wanted && !strcmp(wanted, "kill");
            if (!wanted || !folder || (!kills && strcmp(wanted, kind))) return 0;
            if (strncmp(path, folder, strlen(folder))) return 0;
            if (__sync_add_and_fetch(&count, 1) != atoi(getenv("FAULT_NUMBER"))) return 0;
            int mark = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_MARK"), O_CREAT | O_WRONLY, 0600);
            if (mark >= 0) syscall(SYS_close, mark);
            if (kills) syscall(SYS_kill, getpid(), SIGKILL);
            errno = atoi(getenv("FAULT_CODE"));
            return 1;
        }

        static int fails(const char *kind, int fd) {
            char link[64], path[4096];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length < 0) return 0;
            path[length] = 0;
            return hits(kind, path);
        }

        #define WRAP(type, name, kind, parameters, arguments) \
            type name parameters { \
                static type (*next) parameters; \
                if (!next) next = dlsym(RTLD_NEXT, #name); \
                if (fails(kind, fd)) return -1; \
                return next arguments; \
            }

        #define WRAP_PATH(name, kind, parameters, arguments) \
            int name parameters { \
                static int (*next) parameters; \
                if (!next) next = dlsym(RTLD_NEXT, #name); \
                if (hits(kind, path)) return -1; \
                return next arguments; \
            }

        WRAP(ssize_t, read, "read", (int fd, void *b, size_t n), (fd, b, n))
        WRAP(ssize_t, pread, "read", (int fd, void *b, size_t n, off_t o), (fd, b, n, o))
        WRAP(ssize_t, pread64, "read", (int fd, void *b, size_t n, off64_t o), (fd, b, n, o))
        WRAP(ssize_t, write, "write", (int fd, const void *b, size_t n), (fd, b, n))
        WRAP(ssize_t, pwrite, "write", (int fd, const void *b, size_t n, off_t o), (fd, b, n, o))
        WRAP(ssize_t, pwrite64, "write", (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o))
        WRAP(int, fsync, "write", (int fd), (fd))
        WRAP(int, fdatasync, "write", (int fd), (fd))
        WRAP(int, ftruncate, "write", (int fd, off_t n), (fd, n))
        WRAP(int, ftruncate64, "write", (int fd, off64_t n), (fd, n))
        WRAP(int, fchmod, "name", (int fd, mode_t m), (fd, m))
        WRAP(int, flock, "name", (int fd, int o), (fd, o))
        WRAP_PATH(rename, "name", (const char *path, const char *to), (path, to))
        WRAP_PATH(link, "name", (const char *path, const char *to), (path, to))
        WRAP_PATH(unlink, "name", (const char *path), (path))
        WRAP_PATH(mkdir, "name", (const char *path, mode_t m), (path, m))
        WRAP_PATH(chmod, "name", (const char *path, mode_t m), (path, m))

        #define WRAP_OPEN(name) \
            int name(const char *path, int flags, ...) { \
                static int (*next)(const char *, int, ...); \
                va_list list; \
                va_start(list, flags); \
                mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0; \
                va_end(list); \
                if (!next) next = dlsym(RTLD_NEXT, #name); \
                if (hits("open", path)) return -1; \
                return next(path, flags, mode); \
            }

        WRAP_OPEN(open)
        WRAP_OPEN(open64)

        #define WRAP_MAP(name, offset) \
            void *name(void *at, size_t n, int rights, int flags, int fd, offset o) { \
                static void *(*next)(void *, size_t, int, int, int, offset); \
                if (!next) next = dlsym(RTLD_NEXT, #name); \
                if (fd >= 0 && fails("open", fd)) return MAP_FAILED; \
                return next(at, n, rights, flags, fd, o); \
            }

        WRAP_MAP(mmap, off_t)
        WRAP_MAP(mmap64, off64_t)
        """#
}
