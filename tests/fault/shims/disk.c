/* A disk that loses what was not synced: LD_PRELOAD it, with LOSING_FOLDER holding the files that the process works on
   (what the kernel would have in memory) and LOSING_DISK the same files as they are on the disk.

   A 4 KiB block that was written reaches the disk when the file is synced, or by itself, once in WRITTEN_BACK times
   (0 is never): a kernel writes back in any order. SQLite's shared memory (-shm) never does; it is made anew after a
   crash. Killing the process is the power cut; afterwards LOSING_DISK is what is left. One process with any number of
   threads; names are synced with their files. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 4096
#define FILES 8
#define HANDLES 4096

struct file { char name[PATH_MAX]; int disk; unsigned char *dirty; size_t blocks; };

static struct file files[FILES];
static struct file *open_as[HANDLES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned chance = 1, written_back;

static ssize_t (*true_pwrite)(int, const void *, size_t, off_t);
static int (*true_open)(const char *, int, ...);
static int (*true_truncate)(int, off_t), (*true_sync)(int), (*true_close)(int), (*true_unlink)(const char *);

/* Before the first call of any: another library may open files before this one's constructor would run. */
static void begin(void) {
    if (true_open) return;
    true_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    true_truncate = dlsym(RTLD_NEXT, "ftruncate64");
    true_sync = dlsym(RTLD_NEXT, "fsync");
    true_close = dlsym(RTLD_NEXT, "close");
    true_unlink = dlsym(RTLD_NEXT, "unlink");
    const char *share = getenv("WRITTEN_BACK");
    written_back = share ? (unsigned)atoi(share) : 0;
    chance = (unsigned)getpid();
    true_open = dlsym(RTLD_NEXT, "open64");
}

/* Where a file of the folder is on the disk; 0 for every other file. */
static int on_disk(const char *path, char *disk) {
    const char *folder = getenv("LOSING_FOLDER"), *to = getenv("LOSING_DISK");
    size_t length = folder ? strlen(folder) : 0, whole = strlen(path);
    if (!length || !to || strncmp(path, folder, length) || path[length] != '/') return 0;
    if (whole > 4 && !strcmp(path + whole - 4, "-shm")) return 0;
    return snprintf(disk, PATH_MAX, "%s%s", to, path + length) < PATH_MAX;
}

static struct file *file_named(const char *disk) {
    for (int i = 0; i < FILES; i++) if (!strcmp(files[i].name, disk)) return &files[i];
    for (int i = 0; i < FILES; i++) if (!files[i].name[0]) {
        snprintf(files[i].name, PATH_MAX, "%s", disk);
        files[i].disk = -1;
        return &files[i];
    }
    abort();
}

static int disk_of(struct file *file) {
    if (file->disk < 0) file->disk = true_open(file->name, O_RDWR | O_CREAT, 0600);
    if (file->disk < 0) abort();
    return file->disk;
}

/* One block as it is in memory now. The lock is held. */
static void write_back(struct file *file, int memory, size_t number) {
    char block[BLOCK];
    ssize_t length = pread(memory, block, BLOCK, (off_t)number * BLOCK);
    if (length > 0 && true_pwrite(disk_of(file), block, (size_t)length, (off_t)number * BLOCK) != length) abort();
    file->dirty[number] = 0;
}

static void remember(struct file *file, int memory, size_t length, off_t from) {
    size_t first = (size_t)from / BLOCK, last = length ? ((size_t)from + length - 1) / BLOCK : first;
    if (last >= file->blocks) {
        size_t blocks = (last + 1) * 2;
        file->dirty = realloc(file->dirty, blocks);
        memset(file->dirty + file->blocks, 0, blocks - file->blocks);
        file->blocks = blocks;
    }
    for (size_t number = first; number <= last; number++) {
        file->dirty[number] = 1;
        if (written_back && rand_r(&chance) % written_back == 0) write_back(file, memory, number);
    }
}

static struct file *file_of(int handle) {
    return handle >= 0 && handle < HANDLES ? open_as[handle] : NULL;
}

ssize_t pwrite64(int handle, const void *from, size_t length, off_t at) {
    begin();
    struct file *file = file_of(handle);
    if (!file) return true_pwrite(handle, from, length, at);
    pthread_mutex_lock(&lock);
    ssize_t written = true_pwrite(handle, from, length, at);
    if (written > 0) remember(file, handle, (size_t)written, at);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int handle, const void *from, size_t length, off_t at) { return pwrite64(handle, from, length, at); }

static int to_disk(int handle) {
    begin();
    struct file *file = file_of(handle);
    if (!file) return true_sync(handle);
    struct stat memory;
    pthread_mutex_lock(&lock);
    for (size_t number = 0; number < file->blocks; number++)
        if (file->dirty[number]) write_back(file, handle, number);
    if (fstat(handle, &memory) || true_truncate(disk_of(file), memory.st_size)) abort();
    pthread_mutex_unlock(&lock);
    return 0;
}

int fsync(int handle) { return to_disk(handle); }
int fdatasync(int handle) { return to_disk(handle); }

/* A file that became shorter is so in memory; on the disk, once it is synced. */
int ftruncate64(int handle, off_t length) {
    begin();
    struct file *file = file_of(handle);
    int failed = true_truncate(handle, length);
    if (!failed && file) {
        pthread_mutex_lock(&lock);
        for (size_t number = ((size_t)length + BLOCK - 1) / BLOCK; number < file->blocks; number++) file->dirty[number] = 0;
        pthread_mutex_unlock(&lock);
    }
    return failed;
}

int ftruncate(int handle, off_t length) { return ftruncate64(handle, length); }

static int opened(int handle, const char *path) {
    char disk[PATH_MAX];
    if (handle >= 0 && handle < HANDLES) {
        pthread_mutex_lock(&lock);
        open_as[handle] = on_disk(path, disk) ? file_named(disk) : NULL;
        pthread_mutex_unlock(&lock);
    }
    return handle;
}

int open64(const char *path, int flags, ...) {
    begin();
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened(true_open(path, flags, mode), path);
}

int open(const char *path, int flags, ...) {
    begin();
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return opened(true_open(path, flags, mode), path);
}

int close(int handle) {
    begin();
    if (handle >= 0 && handle < HANDLES) open_as[handle] = NULL;
    return true_close(handle);
}

/* Taking a name away is taken to reach the disk at once: the harder case for who relied on the file. */
int unlink(const char *path) {
    begin();
    char disk[PATH_MAX];
    if (on_disk(path, disk)) {
        pthread_mutex_lock(&lock);
        struct file *file = file_named(disk);
        if (file->disk >= 0) true_close(file->disk);
        file->disk = -1;
        if (file->dirty) memset(file->dirty, 0, file->blocks);
        true_unlink(disk);
        pthread_mutex_unlock(&lock);
    }
    return true_unlink(path);
}
