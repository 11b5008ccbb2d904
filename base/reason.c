/* Why the system refused, in words. */
#include "base/reason.h"

#include <errno.h>
#include <string.h>

#include "base/diag.h"

const char *reason_words(int error)
{
    switch (error) {
    case ENOENT:
        return BOTH("there is no such file or folder", "没有这个文件或目录");
    case EACCES:
    case EPERM:
        return BOTH("it is not permitted", "没有权限");
    case EISDIR:
        return BOTH("it is a folder", "它是目录");
    case ENOTDIR:
        return BOTH("a part of its path is no folder", "路径中有一段不是目录");
    case ENOSPC:
    case EDQUOT:
        return BOTH("the disk is full", "磁盘已满");
    case EROFS:
        return BOTH("the disk cannot be written", "磁盘只读");
    case EIO:
        return BOTH("the device failed", "设备读写出错");
    case EBADF:
        return BOTH("it is closed", "已关闭");
    default:
        return strerror(error);
    }
}
