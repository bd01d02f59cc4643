import Foundation

/// A library laid under the program (`LD_PRELOAD`) in which one chosen system call on one folder's
/// files fails: the only way to see a disk fail on a machine whose disk does not.
///
/// Calls are counted from 1 on, reads and writes apart. Linux only, and only where a C compiler is.
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
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "cc", "-shared", "-fPIC", "-O1", "-o", folder + "/shim.so", file, "-ldl",
            ]
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return nil }
            process.waitUntilExit()
            return process.terminationStatus == 0 ? folder + "/shim.so" : nil
        #else
            return nil
        #endif
    }()

    enum Kind: String { case read, write }

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
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/syscall.h>
        #include <unistd.h>

        static int count;

        static int fails(const char *kind, int fd) {
            const char *wanted = getenv("FAULT_KIND"), *folder = getenv("FAULT_FOLDER");
            if (!wanted || !folder || strcmp(wanted, kind)) return 0;
            char link[64], path[4096];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length < 0) return 0;
            path[length] = 0;
            if (strncmp(path, folder, strlen(folder))) return 0;
            if (__sync_add_and_fetch(&count, 1) != atoi(getenv("FAULT_NUMBER"))) return 0;
            int mark = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_MARK"), O_CREAT | O_WRONLY, 0600);
            if (mark >= 0) close(mark);
            errno = atoi(getenv("FAULT_CODE"));
            return 1;
        }

        #define WRAP(type, name, kind, parameters, arguments) \
            type name parameters { \
                static type (*next) parameters; \
                if (!next) next = dlsym(RTLD_NEXT, #name); \
                if (fails(kind, fd)) return -1; \
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
        """#
}
