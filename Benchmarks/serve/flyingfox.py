import socket,time,subprocess,resource
resource.setrlimit(resource.RLIMIT_NOFILE,(8192,8192))
p=subprocess.Popen(["bash","-c","ulimit -n 1024; exec .build/debug/ff"],stderr=subprocess.DEVNULL,stdout=subprocess.DEVNULL)
time.sleep(3)
def rss(): return [l for l in open(f"/proc/{p.pid}/status") if l.startswith("VmRSS")][0].split()[1]
def ok():
    try:
        s=socket.create_connection(("::1",8099),3); s.settimeout(3); s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"); d=s.recv(100); s.close(); return d[:15]
    except Exception as e: return repr(e)
print("start",rss(),ok(),flush=True)
s=socket.create_connection(("::1",8099)); s.settimeout(10); s.sendall(b"GET / HTTP/1.1\r\nX: ")
n=0;t=time.time()
try:
    while time.time()-t<15: n+=s.send(b"a"*65536)
except Exception as e: print(e)
print("one header of",n,"bytes taken; rss KB",rss(),flush=True); s.close()
c=socket.create_connection(("::1",8099)); c.sendall(b"GET / HTTP/1.1\r\n"); c.settimeout(25); t=time.time()
try: c.recv(10); print("slow head closed after",round(time.time()-t,1),flush=True)
except Exception as e: print("slow head still open after",round(time.time()-t,1),e,flush=True)
l=[]
try:
    for i in range(3000): l.append(socket.create_connection(("::1",8099),2))
except Exception as e: print("conn",len(l),e)
time.sleep(2); print("open",len(l),"alive",p.poll(), ok(),flush=True)
for x in l: x.close()
time.sleep(2); print("after closing them",p.poll(),ok()); p.kill()
