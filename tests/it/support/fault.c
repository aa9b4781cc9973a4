/* Fails the n-th file operation of a program that is put behind it with LD_PRELOAD.
 *
 * FAULT_AT    which operation fails, from 1; 0 lets all of them be.
 * FAULT_ERROR the number of the error.
 * FAULT_LOG   a file in which the number of operations is kept when the program ends, and whether one has failed.
 * FAULT_ONCE  only that one fails; else all that follow it as well but the removal of files, as on a disk that is full.
 *
 * Only the program itself counts, not what it starts: it is known by the variable FAULT_NAME, the end of its path.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int count, failed;
static int at, error, once, counting;
static char log_path[4096];

static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open64)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
    char own[4096] = "";
    const char *name = getenv("FAULT_NAME"), *text;
    real_write = dlsym(RTLD_NEXT, "write");
    real_open64 = dlsym(RTLD_NEXT, "open64");
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    if (length <= 0 || !name || (size_t)length < strlen(name)) return;
    own[length] = 0;
    counting = strcmp(own + length - strlen(name), name) == 0;
    at = (text = getenv("FAULT_AT")) ? atoi(text) : 0;
    error = (text = getenv("FAULT_ERROR")) ? atoi(text) : EIO;
    once = getenv("FAULT_ONCE") != NULL;
    if ((text = getenv("FAULT_LOG"))) strncpy(log_path, text, sizeof log_path - 1);
}

/* Whether this operation is to fail. */
static int fails(void) {
    if (!counting) return 0;
    int nth = atomic_fetch_add(&count, 1) + 1;
    if (at == 0 || nth < at || (once && nth > at)) return 0;
    atomic_store(&failed, 1);
    errno = error;
    return 1;
}

static int is_file(int fd) {
    struct stat about;
    return counting && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

__attribute__((destructor)) static void end(void) {
    char text[64];
    if (!counting || !log_path[0]) return;
    int fd = real_open64(log_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0) return;
    int length = snprintf(text, sizeof text, "%d %d\n", atomic_load(&count), atomic_load(&failed));
    if (real_write(fd, text, length) < 0) _exit(99);
    close(fd);
}

#define NEXT(result, name, ...) \
    static result (*next)(__VA_ARGS__); \
    if (!next) next = dlsym(RTLD_NEXT, name)

#define OPENS (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)

int open(const char *path, int flags, ...) {
    NEXT(int, "open", const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & OPENS && strncmp(path, "/dev/", 5) && fails()) return -1;
    return next(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    NEXT(int, "open64", const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & OPENS && strncmp(path, "/dev/", 5) && fails()) return -1;
    return next(path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
    NEXT(int, "openat64", int, const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & OPENS && fails()) return -1;
    return next(folder, path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t size) {
    if (is_file(fd) && fails()) return -1;
    return real_write ? real_write(fd, bytes, size) : -1;
}

ssize_t writev(int fd, const struct iovec *parts, int many) {
    NEXT(ssize_t, "writev", int, const struct iovec *, int);
    if (is_file(fd) && fails()) return -1;
    return next(fd, parts, many);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t where) {
    NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (fails()) return -1;
    return next(fd, bytes, size, where);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t where) {
    NEXT(ssize_t, "pwrite", int, const void *, size_t, off_t);
    if (fails()) return -1;
    return next(fd, bytes, size, where);
}

int rename(const char *from, const char *to) {
    NEXT(int, "rename", const char *, const char *);
    return fails() ? -1 : next(from, to);
}

int link(const char *from, const char *to) {
    NEXT(int, "link", const char *, const char *);
    return fails() ? -1 : next(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    NEXT(int, "linkat", int, const char *, int, const char *, int);
    return fails() ? -1 : next(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path) {
    NEXT(int, "unlink", const char *);
    return once && fails() ? -1 : next(path);
}

int mkdir(const char *path, mode_t mode) {
    NEXT(int, "mkdir", const char *, mode_t);
    return fails() ? -1 : next(path, mode);
}

int fsync(int fd) {
    NEXT(int, "fsync", int);
    return fails() ? -1 : next(fd);
}

int fdatasync(int fd) {
    NEXT(int, "fdatasync", int);
    return fails() ? -1 : next(fd);
}

int ftruncate64(int fd, off64_t size) {
    NEXT(int, "ftruncate64", int, off64_t);
    return fails() ? -1 : next(fd, size);
}

int ftruncate(int fd, off_t size) {
    NEXT(int, "ftruncate", int, off_t);
    return fails() ? -1 : next(fd, size);
}
