@echo off
rem Starts Inlet Routes on Windows: bin\inlet-routes COMMAND ...
rem
rem   JAVA_HOME           the Java to use (17 or newer); without it, the java of the PATH
rem   JAVA_OPTS           more options for Java, separated by blanks; they win over those below
rem   INLET_ROUTES_HEAP   how much memory events may take, 256m by default
rem   INLET_ROUTES_HOME   the home folder, where --home does not name one
rem
rem The options for Java are those of bin/inlet-routes, without the archive of loaded classes.

setlocal EnableExtensions DisableDelayedExpansion
for %%P in ("%~dp0..") do set "place=%%~fP"

if not defined JAVA_HOME goto javaOfPath
set "java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%java%" goto javaFound
echo JAVA_HOME is %JAVA_HOME%, and there is no bin\java.exe in it>&2
echo   fix      set JAVA_HOME to a Java 17 or newer, or leave it out>&2
exit /b 2

:javaOfPath
set "java="
for %%J in (java.exe) do set "java=%%~$PATH:J"
if defined java goto javaFound
echo there is no java on the PATH>&2
echo   fix      install Java 17 or newer, or set JAVA_HOME>&2
exit /b 2

:javaFound
rem The home's own jars join the class path, so the home must be known before Java starts. The shell itself splits --home=DIR at the sign.
set "home=."
if defined INLET_ROUTES_HOME set "home=%INLET_ROUTES_HOME:"=%"
:nextArgument
if [%1]==[] goto homeFound
if "%~1"=="--home" set "home=%~2"
set "argument=%~1"
if not defined argument goto shiftArgument
if "%argument:~0,7%"=="--home=" set "home=%argument:~7%"
:shiftArgument
shift
goto nextArgument

:homeFound
rem The product's jar names those that it needs itself.
set "classpath="
set "several="
pushd "%place%\lib"
for %%J in (inlet-routes-*.jar) do (
  if defined classpath set "several=yes"
  set "classpath=%place%\lib\%%J"
)
popd
if not defined several goto jarsFound
echo %place%\lib holds the jars of several versions>&2
echo   fix      unpack a new version into a folder of its own, not over an old one; homes stay where they are>&2
exit /b 2

:jarsFound
if exist "%home%\lib\ext\" set "classpath=%classpath%;%home%\lib\ext\*"
set "young="
if not defined INLET_ROUTES_HEAP set "young=-XX:MaxNewSize=96m"
if not defined INLET_ROUTES_HEAP set "INLET_ROUTES_HEAP=256m"
if not defined JAVA_OPTS goto youngFound
set "options=%JAVA_OPTS:"=%"
if not defined options goto youngFound
if not "%options:-Xmx=%"=="%options%" set "young="
if not "%options:-XX:MaxHeapSize=%"=="%options%" set "young="

:youngFound

"%java%" -Xmx%INLET_ROUTES_HEAP% -XX:+UseSerialGC -XX:NewRatio=1 %young% -XX:SurvivorRatio=1 -XX:TargetSurvivorRatio=70 ^
  -XX:MaxTenuringThreshold=3 -XX:TLABSize=64k ^
  -XX:Tier3MinInvocationThreshold=5 -XX:Tier4MinInvocationThreshold=150 -XX:Tier4InvocationThreshold=50000 -XX:Tier4CompileThreshold=150000 ^
  -XX:Tier4BackEdgeThreshold=40000000 -XX:C1MaxInlineSize=10 -XX:FreqInlineSize=250 -XX:InlineSmallCode=1200 -XX:+ExitOnOutOfMemoryError "-Xlog:cds*=off" ^
  -Dfile.encoding=UTF-8 %JAVA_OPTS% -cp "%classpath%" io.inletroutes.cli.Program %*
exit /b %ERRORLEVEL%
