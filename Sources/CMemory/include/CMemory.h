#ifndef N1_CMEMORY_H
#define N1_CMEMORY_H

// Nothing to call: that there is memory is asked before main.

#endif
